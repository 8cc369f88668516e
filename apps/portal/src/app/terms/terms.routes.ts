import { type Routes } from '@angular/router';
import { areaTexts } from '../shared/texts';

const texts = { en: () => import('./i18n/en.json'), ar: () => import('./i18n/ar.json') };

export const termsRoutes: Routes = [
  {
    path: '',
    resolve: { texts: areaTexts('terms', texts) },
    loadComponent: () => import('./terms-page').then((file) => file.TermsPage),
    title: 'terms.title',
  },
];
