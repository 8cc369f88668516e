import { type Routes } from '@angular/router';
import { homeOrWelcome, signedIn } from './shell/guards';

/** Addresses of the portal. Each area brings its own routes and texts; an address here and a line in `shell/navigation.ts` make a screen reachable. */
export const routes: Routes = [
  {
    path: '',
    pathMatch: 'full',
    canActivate: [homeOrWelcome],
    loadComponent: () => import('./shell/welcome').then((file) => file.Welcome),
    title: 'shell.title.welcome',
  },
  { path: 'work', canActivate: [signedIn], loadChildren: () => import('./work/work.routes').then((file) => file.workRoutes) },
  { path: 'referrals', canActivate: [signedIn], loadChildren: () => import('./referrals/referrals.routes').then((file) => file.referralsRoutes) },
  { path: 'requests', canActivate: [signedIn], loadChildren: () => import('./requests/requests.routes').then((file) => file.requestsRoutes) },
  { path: 'oversight', canActivate: [signedIn], loadChildren: () => import('./oversight/oversight.routes').then((file) => file.oversightRoutes) },
  { path: 'entries', canActivate: [signedIn], loadChildren: () => import('./oversight/oversight.routes').then((file) => file.entriesRoutes) },
  { path: 'verify', canActivate: [signedIn], loadChildren: () => import('./oversight/oversight.routes').then((file) => file.verifyRoutes) },
  { path: 'desk', canActivate: [signedIn], loadChildren: () => import('./review/review.routes').then((file) => file.deskRoutes) },
  { path: 'reviews', canActivate: [signedIn], loadChildren: () => import('./review/review.routes').then((file) => file.reviewsRoutes) },
  { path: 'answers', canActivate: [signedIn], loadChildren: () => import('./answers/answers.routes').then((file) => file.answersRoutes) },
  { path: 'terms', canActivate: [signedIn], loadChildren: () => import('./terms/terms.routes').then((file) => file.termsRoutes) },
  { path: 'me', canActivate: [signedIn], loadChildren: () => import('./me/me.routes').then((file) => file.meRoutes) },
  { path: 'training', canActivate: [signedIn], loadChildren: () => import('./training/training.routes').then((file) => file.trainingRoutes) },
  { path: 'law', canActivate: [signedIn], loadChildren: () => import('./law/law.routes').then((file) => file.lawRoutes) },
  { path: 'kit', loadChildren: () => import('./kit/kit.routes').then((file) => file.kitRoutes) },
  { path: '**', loadComponent: () => import('./shell/not-found').then((file) => file.NotFound), title: 'shell.title.notFound' },
];
