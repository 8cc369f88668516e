import * as z from 'zod';

const OidcView = z.object({ issuer: z.string(), provider: z.enum(['keycloak', 'plain']), clientId: z.string() });

/** Identity provider of this portal, as the front door writes it into the page. */
export type OidcSettings = z.infer<typeof OidcView>;

const metaOf = (name: string): string => document.querySelector<HTMLMetaElement>(`meta[name="${name}"]`)?.content ?? '';

/** @throws {z.ZodError} when the page was not served by the front door */
export const oidcSettings = (): OidcSettings => OidcView.parse(JSON.parse(metaOf('comity-oidc')));

/** True only where the front door says so; sample people exist nowhere else. */
export const isDemonstration = (): boolean => metaOf('comity-mode') === 'demonstration';
