import { type Routes } from '@angular/router';
import { areaTexts } from '../shared/texts';

export const requestsRoutes: Routes = [
  {
    path: '',
    resolve: { texts: areaTexts('requests', { en: () => import('./i18n/en.json'), ar: () => import('./i18n/ar.json') }) },
    children: [
      { path: '', loadComponent: () => import('./request-list').then((file) => file.RequestList), title: 'requests.list.title' },
      { path: 'new', loadComponent: () => import('./request-start').then((file) => file.RequestStart), title: 'requests.start.title' },
      { path: ':id', loadComponent: () => import('./request-page').then((file) => file.RequestPage), title: 'requests.one.title' },
      { path: ':id/letter', loadComponent: () => import('./letter-page').then((file) => file.LetterPage), title: 'requests.letter.title' },
      { path: ':id/draft', loadComponent: () => import('./draft-page').then((file) => file.DraftPage), title: 'requests.draft.title' },
    ],
  },
];
