import { type Routes } from '@angular/router';
import { areaTexts } from '../shared/texts';

export const answersRoutes: Routes = [
  {
    path: '',
    resolve: { texts: areaTexts('answers', { en: () => import('./i18n/en.json'), ar: () => import('./i18n/ar.json') }) },
    children: [
      { path: '', loadComponent: () => import('./answer-list').then((file) => file.AnswerList), title: 'answers.list.title' },
      { path: ':id', loadComponent: () => import('./answer-page').then((file) => file.AnswerPage), title: 'answers.page.title' },
    ],
  },
];
