import { HttpClient } from '@angular/common/http';
import { computed, inject, Service, signal } from '@angular/core';
import type Keycloak from 'keycloak-js';
import { type KeycloakConfig, type KeycloakLoginOptions } from 'keycloak-js';
import { firstValueFrom } from 'rxjs';
import { type OidcSettings, oidcSettings } from './page-settings';
import { rememberPlace, takePlace } from './return-place';

/** `out`: nobody is signed in. `ended`: somebody was, and the sign-in cannot be renewed. `failed`: the provider refused or does not answer. */
export type SignInState = 'starting' | 'out' | 'in' | 'ended' | 'failed';

/** Seconds that a token must still be good for when a call goes out. */
const SPARE_S = 30;

/**
 * Who is signed in, by the identity provider. Tokens stay in the memory of this page.
 * @source security.md 4.2; identity.md 5
 */
@Service()
export class SignIn {
  private readonly http = inject(HttpClient);
  private readonly redirectUri = `${location.origin}/`;
  private adapter: Promise<Keycloak> | undefined;
  private refreshing: Promise<unknown> | undefined;
  private readonly now = signal<SignInState>('starting');
  private readonly renewed = signal(0);

  readonly state = this.now.asReadonly();
  readonly isIn = computed(() => this.now() === 'in');
  /** When the provider last renewed the sign-in: its idle time counts from there. Milliseconds since 1970. */
  readonly renewedAt = this.renewed.asReadonly();

  /** Runs once before the first page. A first address other than `/` leads to the provider at once; its own sign-in answers a reload. */
  async begin(): Promise<void> {
    const back = /[#&](code|error)=/.test(location.hash);
    const needed = !back && location.pathname !== '/';
    // The start page shows who can sign in; the adapter is loaded when somebody does.
    if (!back && !needed) return this.now.set('out');
    if (needed) rememberPlace(location.pathname + location.search);
    try {
      const keycloak = await this.open(needed ? 'login-required' : undefined);
      const place = takePlace();
      if (keycloak.authenticated && place) history.replaceState(history.state, '', place);
      this.renewed.set(Date.now());
      this.now.set(keycloak.authenticated ? 'in' : 'out');
    } catch {
      this.now.set('failed');
    }
  }

  /** Leaves for the provider and comes back to `place`. @param person key of a sample person, demonstration only */
  async enter(person?: string, place = '/'): Promise<void> {
    rememberPlace(place);
    await this.login(person ? { loginHint: person, prompt: 'login' } : {});
  }

  /** A fresh, strong sign-in for an act; comes back to this page. Nothing after it runs. @source security.md 2.6 */
  async stepUp(): Promise<void> {
    rememberPlace(location.pathname + location.search);
    await this.login({ acr: { values: ['comity-2'], essential: true }, acrValues: 'comity-2', maxAge: 0 });
  }

  /** Ends the sign-in at Comity, unless it `isEnded` there already, at the provider and here. @source security.md 4.2 */
  async leave(isEnded = false): Promise<void> {
    try {
      if (!isEnded) await firstValueFrom(this.http.post('/api/v1/session/end', null));
    } catch {
      // No answer keeps nobody here: the provider's end stops the renewal, and the token in memory goes with the page.
    }
    sessionStorage.clear();
    (await import('./kept-draft')).dropDraft();
    await (await this.open()).logout({ redirectUri: this.redirectUri });
  }

  /** Forgets the tokens of this page without leaving it, so that what is being read stays. */
  async end(): Promise<void> {
    (await this.open()).clearToken();
    this.now.set('ended');
  }

  /** An access token good for the next seconds; undefined when the sign-in has ended. One refresh at a time. */
  async token(): Promise<string | undefined> {
    if (!this.isIn()) return undefined;
    const keycloak = await this.open();
    await this.renew(SPARE_S);
    return this.isIn() ? keycloak.token : undefined;
  }

  /** Asks the provider for a new token when the present one is good for less than `spareS` seconds; always with -1. Its refusal ends the sign-in, its silence does not. */
  async renew(spareS = -1): Promise<void> {
    const keycloak = await this.open();
    this.refreshing ??= keycloak.updateToken(spareS).finally(() => (this.refreshing = undefined));
    try {
      if (await this.refreshing) this.renewed.set(Date.now());
    } catch {
      if (!keycloak.authenticated) this.now.set('ended');
    }
  }

  private async login(options: KeycloakLoginOptions): Promise<void> {
    try {
      await (await this.open()).login({ ...options, redirectUri: this.redirectUri });
    } catch {
      this.now.set('failed');
    }
  }

  private open(onLoad?: 'login-required'): Promise<Keycloak> {
    this.adapter ??= import('keycloak-js').then(async ({ default: Adapter }) => {
      const keycloak = new Adapter(configOf(oidcSettings()));
      await keycloak.init({
        ...(onLoad ? { onLoad } : {}),
        pkceMethod: 'S256',
        checkLoginIframe: false,
        responseMode: 'fragment',
        enableLogging: false,
        redirectUri: this.redirectUri,
      });
      return keycloak;
    });
    return this.adapter;
  }
}

/** A Keycloak is named by address and realm, any other provider by its issuer. */
function configOf({ issuer, provider, clientId }: OidcSettings): KeycloakConfig {
  if (provider === 'plain') return { oidcProvider: issuer, clientId };
  const [url = '', realm = ''] = issuer.split('/realms/');
  return { url, realm, clientId };
}
