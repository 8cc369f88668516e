import { type Routes } from '@angular/router';
import { areaTexts } from '../shared/texts';

export const referralsRoutes: Routes = [
  {
    path: '',
    resolve: { texts: areaTexts('referrals', { en: () => import('./i18n/en.json'), ar: () => import('./i18n/ar.json') }) },
    children: [
      { path: '', loadComponent: () => import('./referral-list').then((file) => file.ReferralList), title: 'referrals.list.title' },
      { path: 'new', loadComponent: () => import('./new-referral').then((file) => file.NewReferral), title: 'referrals.new.title' },
      { path: ':id', loadComponent: () => import('./referral-page').then((file) => file.ReferralPage), title: 'referrals.one.title' },
    ],
  },
];
