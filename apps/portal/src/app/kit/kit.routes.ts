import { type Routes } from '@angular/router';
import { isDemonstration } from '../shared/page-settings';
import { areaTexts } from '../shared/texts';

/** Only in the demonstration; elsewhere there is nothing at this address. */
export const kitRoutes: Routes = [
  {
    path: '',
    canMatch: [isDemonstration],
    resolve: { texts: areaTexts('kit', { en: () => import('./i18n/en.json'), ar: () => import('./i18n/ar.json') }) },
    loadComponent: () => import('./kit').then((file) => file.Kit),
    title: 'kit.title',
  },
];
