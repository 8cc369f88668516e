/** Browser features that the product does not use, all off. */
const FEATURES = [
  'accelerometer',
  'camera',
  'clipboard-read',
  'display-capture',
  'fullscreen',
  'geolocation',
  'gyroscope',
  'microphone',
  'midi',
  'payment',
  'usb',
  'xr-spatial-tracking',
];

/** Headers of every answer, also of those that the API or the log server gave without them. @source security.md 6 */
export const EVERY_ANSWER: Readonly<Record<string, string>> = {
  'strict-transport-security': 'max-age=63072000; includeSubDomains',
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'cross-origin-embedder-policy': 'require-corp',
  'permissions-policy': FEATURES.map((feature) => `${feature}=()`).join(', '),
};

/** Policy of what is no page: nothing may run, load or frame it. */
export const CLOSED_POLICY = "default-src 'none'; frame-ancestors 'none'; sandbox";

/**
 * Content policy of a page.
 * @param nonce of this answer alone @param issuer origin of the identity provider, which the portal calls for tokens
 */
export function pagePolicy(nonce: string, issuer: string): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self'",
    "font-src 'self'",
    `connect-src 'self' ${new URL(issuer).origin}`,
    "manifest-src 'self'",
    "frame-src 'none'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
    'trusted-types angular comity#worker',
  ].join('; ');
}
