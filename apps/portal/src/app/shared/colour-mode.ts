import { effect, Service, signal } from '@angular/core';

export const MODES = ['system', 'light', 'dark'] as const;
export type Mode = (typeof MODES)[number];
const PLACE = 'comity-mode';

/** Light or dark: by the system until a person chooses; the choice is remembered on this device. @source experience.md 1.12 */
@Service()
export class ColourMode {
  readonly mode = signal<Mode>(MODES.find((mode) => mode === localStorage.getItem(PLACE)) ?? 'system');

  constructor() {
    effect(() => {
      const mode = this.mode();
      if (mode === 'system') {
        delete document.documentElement.dataset['mode'];
        localStorage.removeItem(PLACE);
      } else {
        document.documentElement.dataset['mode'] = mode;
        localStorage.setItem(PLACE, mode);
      }
    });
  }

  next(): void {
    this.mode.update((mode) => MODES[(MODES.indexOf(mode) + 1) % MODES.length] ?? 'system');
  }
}
