import { Component, computed, inject, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import { TranslocoPipe } from '@jsverse/transloco';
import { ColourMode, MODES } from '../shared/colour-mode';
import { Icon } from '../shared/icon';
import { Me } from '../shared/me';
import { SignIn } from '../shared/sign-in';
import { DENSITIES, Preferences } from '../shared/preferences';

/** The menu behind the person of the top bar: who I am, how I like the portal, the way out. @source experience.md 3.1, C5 */
@Component({ selector: 'cm-me-menu', imports: [Icon, RouterLink, TranslocoPipe], templateUrl: './me-menu.html' })
export class MeMenu {
  /** Words of the roles held. */
  readonly office = input('');
  private readonly me = inject(Me);
  protected readonly colour = inject(ColourMode);
  protected readonly preferences = inject(Preferences);
  protected readonly modes = MODES;
  protected readonly densities = DENSITIES;
  protected readonly person = computed(() => (this.me.person.hasValue() ? this.me.person.value() : undefined));
  private readonly signIn = inject(SignIn);

  protected leave(): void {
    void this.signIn.leave();
  }
}
