import { Component, computed, inject } from '@angular/core';
import { RouterLink } from '@angular/router';
import { TranslocoPipe, TranslocoService } from '@jsverse/transloco';
import { Agencies } from '../shared/agencies';
import { Icon } from '../shared/icon';
import { Me } from '../shared/me';
import { Texts } from '../shared/texts';
import { MeMenu } from './me-menu';
import { entriesOf } from './navigation';
import { NextClock } from './next-clock';
import { ShellKeys } from './shell-keys';

/** The bar in the colour of the office held; the word of the office always stands beside the sign. A person with two roles reads both words. */
@Component({ selector: 'cm-top-bar', imports: [Icon, MeMenu, NextClock, RouterLink, TranslocoPipe], templateUrl: './top-bar.html' })
export class TopBar {
  protected readonly me = inject(Me);
  protected readonly texts = inject(Texts);
  protected readonly agencies = inject(Agencies);
  protected readonly keys = inject(ShellKeys);
  protected readonly person = computed(() => (this.me.person.hasValue() ? this.me.person.value() : undefined));
  private readonly transloco = inject(TranslocoService);
  protected readonly office = computed(() => {
    const language = this.texts.language();
    return this.texts.list(this.me.roles().map((role) => this.transloco.translate<string>(`words.role.${role}`, {}, language)));
  });
  /** Whether the office has a list of what is due, and may read it. */
  protected readonly hasWork = computed(() => (this.person()?.termsAccepted ?? false) && entriesOf(this.me.roles()).some(({ path }) => path === '/work'));
}
