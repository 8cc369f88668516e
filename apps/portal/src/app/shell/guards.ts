import { inject } from '@angular/core';
import { type CanActivateFn, Router, type UrlTree } from '@angular/router';
import { toObservable } from '@angular/core/rxjs-interop';
import { filter, map, take } from 'rxjs';
import { Me } from '../shared/me';
import { SignIn } from '../shared/sign-in';
import { homeOf } from './navigation';

/** Everything but the first page needs a sign-in; the way to it comes back to the address that was asked for. */
export const signedIn: CanActivateFn = async (_route, state) => {
  const signIn = inject(SignIn);
  if (!signIn.isIn()) await signIn.enter(undefined, state.url);
  return signIn.isIn();
};

/** Whoever is signed in goes to the first screen of the office held; everybody else sees who can sign in. */
export const homeOrWelcome: CanActivateFn = () => {
  if (!inject(SignIn).isIn()) return true;
  const router = inject(Router);
  const me = inject(Me);
  return toObservable(me.person.isLoading).pipe(
    filter((isLoading) => !isLoading),
    take(1),
    map((): boolean | UrlTree => {
      const home = homeOf(me.roles());
      return home ? router.parseUrl(home) : true;
    }),
  );
};
