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
      keep(DENSITY, this.density() === 'regular' ? undefined : this.density());
      keep(KEYS, this.singleKeys() ? undefined : 'off');
    });
  }
}

/** What is as it comes is not kept. */
function keep(place: string, value: string | undefined): void {
  if (value === undefined) sessionStorage.removeItem(place);
  else sessionStorage.setItem(place, value);
}
