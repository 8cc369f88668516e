import { type Routes } from '@angular/router';
import { areaTexts } from '../shared/texts';

const texts = areaTexts('review', { en: () => import('./i18n/en.json'), ar: () => import('./i18n/ar.json') });

/** `/desk`: what waits for a liaison officer or a lead. */
export const deskRoutes: Routes = [
  { path: '', resolve: { texts }, loadComponent: () => import('./desk').then((file) => file.Desk), title: 'review.desk.title' },
];

/** `/reviews/:id`, the worksheet, and `/reviews/:id/sign`. */
export const reviewsRoutes: Routes = [
  {
    path: '',
    resolve: { texts },
    children: [
      { path: ':id', pathMatch: 'full', loadComponent: () => import('./review-page').then((file) => file.ReviewPage), title: 'review.sheet.title' },
      { path: ':id/sign', loadComponent: () => import('./sign-page').then((file) => file.SignPage), title: 'review.sign.title' },
    ],
  },
];
