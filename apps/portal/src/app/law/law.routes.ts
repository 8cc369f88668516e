import { type Routes } from '@angular/router';
import { areaTexts } from '../shared/texts';

/** `/law`: the profiles that requests are judged by. @source exchange.md 1.1 */
export const lawRoutes: Routes = [
  {
    path: '',
    resolve: { texts: areaTexts('law', { en: () => import('./i18n/en.json'), ar: () => import('./i18n/ar.json') }) },
    children: [
      { path: '', pathMatch: 'full', loadComponent: () => import('./profile-list').then((file) => file.ProfileList), title: 'law.list.title' },
      { path: ':id', loadComponent: () => import('./profile-page').then((file) => file.ProfilePage), title: 'law.one.title' },
    ],
  },
];
