const PLACE = 'comity-return';

/**
 * The page to come back to after the way to the identity provider: a path with ids, no words. It lies in sessionStorage for the minutes
 * of the round trip and is removed when it is read.
 * @source identity.md 5
 */
export function rememberPlace(path: string): void {
  sessionStorage.setItem(PLACE, path);
}

/** The remembered path, once; undefined when there is none or when it does not lead into this portal. */
export function takePlace(): string | undefined {
  const path = sessionStorage.getItem(PLACE) ?? '';
  sessionStorage.removeItem(PLACE);
  return isOwnPath(path) ? path : undefined;
}

/** Whether an address is a path of this portal, and not one that a browser would read as another host. */
export const isOwnPath = (path: string): boolean => /^\/(?![/\\])/.test(path);
