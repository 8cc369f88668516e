import { computed, Service, signal } from '@angular/core';
import Keycloak, { type KeycloakConfig, type KeycloakLoginOptions } from 'keycloak-js';
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
  private readonly keycloak = new Keycloak(configOf(oidcSettings()));
  private readonly redirectUri = `${location.origin}/`;
  private refreshing: Promise<unknown> | undefined;
  private readonly now = signal<SignInState>('starting');

  readonly state = this.now.asReadonly();
  readonly isIn = computed(() => this.now() === 'in');

  /** Runs once before the first page. A first address other than `/` leads to the provider at once; its own sign-in answers a reload. */
  async begin(): Promise<void> {
    const back = /[#&](code|error)=/.test(location.hash);
    const needed = !back && location.pathname !== '/';
    if (needed) rememberPlace(location.pathname + location.search);
    try {
      const isIn = await this.keycloak.init({
        ...(needed ? { onLoad: 'login-required' } : {}),
        pkceMethod: 'S256',
        checkLoginIframe: false,
        responseMode: 'fragment',
        enableLogging: false,
        redirectUri: this.redirectUri,
      });
      const place = takePlace();
      if (isIn && place) history.replaceState(history.state, '', place);
      this.now.set(isIn ? 'in' : 'out');
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

  /** Ends the sign-in here and at the provider. */
  async leave(): Promise<void> {
    sessionStorage.clear();
    await this.keycloak.logout({ redirectUri: this.redirectUri });
  }

  /** An access token good for the next seconds; undefined when the sign-in has ended. One refresh at a time. */
  async token(): Promise<string | undefined> {
    if (!this.keycloak.authenticated) return undefined;
    this.refreshing ??= this.keycloak.updateToken(SPARE_S).finally(() => (this.refreshing = undefined));
    try {
      await this.refreshing;
      return this.keycloak.token;
    } catch {
      this.now.set('ended');
      return undefined;
    }
  }

  private async login(options: KeycloakLoginOptions): Promise<void> {
    await this.keycloak.login({ ...options, redirectUri: this.redirectUri });
  }
}

/** A Keycloak is named by address and realm, any other provider by its issuer. */
function configOf({ issuer, provider, clientId }: OidcSettings): KeycloakConfig {
  if (provider === 'plain') return { oidcProvider: issuer, clientId };
  const [url = '', realm = ''] = issuer.split('/realms/');
  return { url, realm, clientId };
}
