import { type HttpHandlerFn, type HttpInterceptorFn, type HttpRequest, HttpResponse } from '@angular/common/http';
import { inject } from '@angular/core';
import { Router } from '@angular/router';
import { catchError, from, switchMap, tap, throwError } from 'rxjs';
import { INTENT, PURPOSE, VERSION } from './call';
import { LastWrite } from './last-write';
import { Now } from './now';
import { refusalOf } from './refusal';
import { SignIn } from './sign-in';
import { toTerms } from './to-terms';

/** Only a path of our own origin below `/api` ever gets a token. */
const isApi = (url: string): boolean => url.startsWith('/api/');

/**
 * Gives calls of the API their token, their key of intention and the version that they were based on, keeps the receipt of writes and the server's
 * time, and turns every failure into a `Refusal`. A sign-in that the API does not take any more is ended here too; terms that are not accepted are shown.
 */
export const apiInterceptor: HttpInterceptorFn = (request, next) => {
  if (!isApi(request.url)) return next(request);
  const signIn = inject(SignIn);
  const lastWrite = inject(LastWrite);
  const now = inject(Now);
  const router = inject(Router);
  return from(signIn.token()).pipe(
    switchMap((token) => next(withHeaders(request, token))),
    tap((event) => {
      if (!(event instanceof HttpResponse)) return;
      now.learn(event.headers.get('Date'));
      if (request.method !== 'GET') lastWrite.keep(event.body, request.method, request.url);
    }),
    catchError((error: unknown) => {
      const refusal = refusalOf(error);
      if (refusal.problem.code === 'sign-in' && signIn.isIn()) void signIn.end();
      if (refusal.problem.code === 'terms') void toTerms(router);
      return throwError(() => refusal);
    }),
  );
};

type Handled = Parameters<HttpHandlerFn>[0];

function withHeaders(request: HttpRequest<unknown>, token: string | undefined): Handled {
  const version = request.context.get(VERSION);
  const purpose = request.context.get(PURPOSE);
  return request.clone({
    setHeaders: {
      ...(token ? { Authorization: `Bearer ${token}` } : {}),
      ...(request.method === 'POST' ? { 'Idempotency-Key': request.context.get(INTENT) ?? crypto.randomUUID() } : {}),
      ...(version === undefined ? {} : { 'If-Match': `"${version}"` }),
      ...(purpose ? { 'Comity-Purpose': purpose } : {}),
    },
  });
}
