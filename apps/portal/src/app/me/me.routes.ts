import { type Routes } from '@angular/router';
import { areaTexts } from '../shared/texts';

const texts = { en: () => import('./i18n/en.json'), ar: () => import('./i18n/ar.json') };

export const meRoutes: Routes = [
  {
    path: '',
    resolve: { texts: areaTexts('me', texts) },
    loadComponent: () => import('./sign-ins-page').then((file) => file.SignInsPage),
    title: 'me.title',
  },
];
