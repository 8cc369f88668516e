import { APP_BASE_HREF } from '@angular/common';
import { provideHttpClient, withInterceptors } from '@angular/common/http';
import { type ApplicationConfig, inject, provideAppInitializer, provideBrowserGlobalErrorListeners } from '@angular/core';
import { provideRouter, TitleStrategy, withComponentInputBinding, withInMemoryScrolling } from '@angular/router';
import { provideTransloco } from '@jsverse/transloco';
import { routes } from './app.routes';
import { apiInterceptor } from './shared/api-interceptor';
import { SignIn } from './shared/sign-in';
import { BASE_TEXTS, LANGUAGES, Texts } from './shared/texts';
import { ScreenTitle } from './shell/screen-title';

const baseTexts = {
  shell: { en: () => import('./shell/i18n/en.json'), ar: () => import('./shell/i18n/ar.json') },
  shared: { en: () => import('./shared/i18n/en.json'), ar: () => import('./shared/i18n/ar.json') },
  words: { en: () => import('./shared/words/en.json'), ar: () => import('./shared/words/ar.json') },
};

export const appConfig: ApplicationConfig = {
  providers: [
    provideBrowserGlobalErrorListeners(),
    { provide: APP_BASE_HREF, useValue: '/' }, // the content policy allows no base element
    { provide: BASE_TEXTS, useValue: baseTexts },
    { provide: TitleStrategy, useExisting: ScreenTitle },
    provideHttpClient(withInterceptors([apiInterceptor])),
    provideTransloco({ config: { availableLangs: [...LANGUAGES], defaultLang: 'en', reRenderOnLangChange: true, prodMode: true } }),
    provideRouter(routes, withComponentInputBinding(), withInMemoryScrolling({ scrollPositionRestoration: 'enabled' })),
    provideAppInitializer(async () => {
      const signIn = inject(SignIn);
      const texts = inject(Texts);
      await Promise.all([signIn.begin(), texts.use(texts.language())]);
    }),
  ],
};
