/** Identity provider of this portal, as the front door writes it into the page. */
export interface OidcSettings {
  issuer: string;
  provider: 'keycloak' | 'plain';
  clientId: string;
}

const metaOf = (name: string): string => document.querySelector<HTMLMetaElement>(`meta[name="${name}"]`)?.content ?? '';

/** @throws {SyntaxError} when the page was not served by the front door */
export const oidcSettings = (): OidcSettings => JSON.parse(metaOf('comity-oidc')) as OidcSettings;

/** True only where the front door says so; sample people exist nowhere else. */
export const isDemonstration = (): boolean => metaOf('comity-mode') === 'demonstration';
