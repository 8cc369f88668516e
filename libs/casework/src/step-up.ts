/** Levels of sign-in, weakest first. They are compared by place in this list, never as text. */
export const ACR_LEVELS = ['comity-1', 'comity-2'] as const;
export type Acr = (typeof ACR_LEVELS)[number];

const levelOf = (acr: string): number => (ACR_LEVELS as readonly string[]).indexOf(acr);

/** How old a fresh sign-in may be, in seconds, by the real clock. */
export const STEP_UP_MAX_AGE_S = 300;

/** What a token says of the sign-in: its level, a text that may be none of ours, and `authTimeMs` in milliseconds since 1970. */
export type SignIn = { readonly acr: string; readonly authTimeMs: number };

/**
 * True if the sign-in is strong and fresh enough for an act that cannot be undone. A sign-in that lies in the future is not.
 * @param realNowMs the real clock, not business time
 * @source security 2.6
 */
export const isStepUpFresh = (signIn: SignIn, realNowMs: number): boolean => {
  const ageMs = realNowMs - signIn.authTimeMs;
  return levelOf(signIn.acr) >= levelOf('comity-2') && ageMs >= 0 && ageMs <= STEP_UP_MAX_AGE_S * 1000;
};
