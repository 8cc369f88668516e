import { type Routes } from '@angular/router';
import { areaTexts } from '../shared/texts';

export const kitRoutes: Routes = [
  {
    path: '',
    resolve: { texts: areaTexts('kit', { en: () => import('./i18n/en.json'), ar: () => import('./i18n/ar.json') }) },
    loadComponent: () => import('./kit').then((file) => file.Kit),
    title: 'kit.title',
  },
];
