import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** What the page tells the portal: the identity provider, and whether this is the demonstration. */
export interface PageFacts {
  oidc: { issuer: string; provider: 'keycloak' | 'plain'; clientId: string };
  mode: 'demonstration' | 'production';
}

/** The portal was not built, so there is nothing to serve. */
export class PortalMissing extends Error {
  constructor(folder: string) {
    super(`there is no built portal in ${folder}`);
    this.name = 'PortalMissing';
  }
}

/** Texts go through here: what is not markup of the file is not markup. */
const text = (value: string): string => value.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);

/**
 * Reads the built `index.html` once and answers what fills it in: the nonce of this answer and the two meta elements.
 * @throws {PortalMissing}
 */
export function readPortalPage(folder: string, { oidc, mode }: PageFacts): (nonce: string) => string {
  const file = join(folder, 'index.html');
  if (!existsSync(file)) throw new PortalMissing(folder);
  const page = readFileSync(file, 'utf8')
    .replace('content="OIDC"', () => `content="${text(JSON.stringify(oidc))}"`)
    .replace('content="MODE"', () => `content="${mode}"`);
  // The build writes the nonce into every element that needs one.
  return (nonce) => page.replaceAll('NONCE', () => nonce);
}
