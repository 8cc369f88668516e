import { type Routes } from '@angular/router';
import { areaTexts } from '../shared/texts';

export const workRoutes: Routes = [
  {
    path: '',
    resolve: { texts: areaTexts('work', { en: () => import('./i18n/en.json'), ar: () => import('./i18n/ar.json') }) },
    loadComponent: () => import('./my-work').then((file) => file.MyWork),
    title: 'work.title',
  },
];
