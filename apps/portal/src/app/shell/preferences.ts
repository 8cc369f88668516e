import { effect, Service, signal } from '@angular/core';

export const DENSITIES = ['compact', 'regular', 'roomy'] as const;
export type Density = (typeof DENSITIES)[number];
const DENSITY = 'comity-density';
const KEYS = 'comity-keys';

/** Row height and single keys, as a person likes them. They are kept in this tab until sign-out, which leaves nothing behind. @source security.md 4.2; experience.md 2 */
@Service()
export class Preferences {
  readonly density = signal<Density>(DENSITIES.find((density) => density === sessionStorage.getItem(DENSITY)) ?? 'regular');
  /** Keys without Ctrl: `?`, and `g` with a second one. They can be in the way of speech input. */
  readonly singleKeys = signal(sessionStorage.getItem(KEYS) !== 'off');

  constructor() {
    effect(() => {
      document.documentElement.dataset['density'] = this.density();
      sessionStorage.setItem(DENSITY, this.density());
      sessionStorage.setItem(KEYS, this.singleKeys() ? 'on' : 'off');
    });
  }
}
