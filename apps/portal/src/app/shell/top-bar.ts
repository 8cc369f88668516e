import { Component, computed, inject } from '@angular/core';
import { RouterLink } from '@angular/router';
import { TranslocoPipe } from '@jsverse/transloco';
import { Icon } from '../shared/icon';
import { Me } from '../shared/me';
import { SignIn } from '../shared/sign-in';
import { Texts } from '../shared/texts';
import { ColourMode } from '../shared/colour-mode';

/** The bar in the colour of the office held; the word of the office always stands beside the sign. */
@Component({
  selector: 'cm-top-bar',
  imports: [Icon, RouterLink, TranslocoPipe],
  templateUrl: './top-bar.html',
})
export class TopBar {
  protected readonly me = inject(Me);
  protected readonly texts = inject(Texts);
  protected readonly colour = inject(ColourMode);
  private readonly signIn = inject(SignIn);
  protected readonly person = computed(() => (this.me.person.hasValue() ? this.me.person.value() : undefined));

  protected leave(): void {
    void this.signIn.leave();
  }
}
