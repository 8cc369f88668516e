import { type IdentifierType } from '@comity/casework';

/** First guess of what somebody typed; the person sees it and can change it. */
const FORMS: readonly (readonly [IdentifierType, RegExp])[] = [
  ['email', /^[^@\s]+@[^@\s]+\.[^@\s]+$/],
  ['url', /^https?:\/\//i],
  ['ipv4', /^\d{1,3}(\.\d{1,3}){3}$/],
  ['ipv6', /^[0-9a-f:]+:[0-9a-f:]*$/i],
  ['phone', /^\+?[\d\s()-]{6,}$/],
  ['domain', /^[a-z0-9-]+(\.[a-z0-9-]+)+$/i],
];

export const guessType = (raw: string): IdentifierType => FORMS.find(([, form]) => form.test(raw))?.[0] ?? 'username';
