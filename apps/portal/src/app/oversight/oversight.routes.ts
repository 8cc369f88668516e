import { type Routes } from '@angular/router';
import { areaTexts } from '../shared/texts';

const texts = { texts: areaTexts('oversight', { en: () => import('./i18n/en.json'), ar: () => import('./i18n/ar.json') }) };

/** Home of auditors. */
export const oversightRoutes: Routes = [
  { path: '', resolve: texts, loadComponent: () => import('./state-page').then((file) => file.StatePage), title: 'oversight.state.title' },
];

/** The log as it is read: list, one entry, one case. */
export const entriesRoutes: Routes = [
  {
    path: '',
    resolve: texts,
    children: [
      { path: '', loadComponent: () => import('./entry-list').then((file) => file.EntryList), title: 'oversight.log.title' },
      { path: 'case/:id', loadComponent: () => import('./case-chain').then((file) => file.CaseChain), title: 'oversight.chain.title' },
      { path: ':index', loadComponent: () => import('./entry-page').then((file) => file.EntryPage), title: 'oversight.one.title' },
    ],
  },
];

/** Checks in the browser, for everybody who is signed in. */
export const verifyRoutes: Routes = [
  { path: '', resolve: texts, loadComponent: () => import('./verify-page').then((file) => file.VerifyPage), title: 'oversight.verify.title' },
];
