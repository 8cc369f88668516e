import { Component, computed, inject, input, signal } from '@angular/core';
import { Router } from '@angular/router';
import { TranslocoPipe } from '@jsverse/transloco';
import { act } from '../shared/act';
import { Button } from '../shared/button';
import { Failed } from '../shared/failed';
import { HashGroups } from '../shared/hash-groups';
import { Me } from '../shared/me';
import { isOwnPath } from '../shared/return-place';
import { LANGUAGES, Texts } from '../shared/texts';
import { Waiting } from '../shared/waiting';
import { TermsClient } from './terms-client';

/** C8: the terms of use in force, in a language of choice; accepting them asks a fresh sign-in and leads back. @source exchange.md 1.6 */
@Component({ selector: 'cm-terms-page', imports: [Button, Failed, HashGroups, TranslocoPipe, Waiting], templateUrl: './terms-page.html' })
export class TermsPage {
  /** Page that the person was kept from; of the address. */
  readonly back = input<string>();
  protected readonly languages = LANGUAGES;
  private readonly me = inject(Me);
  protected readonly isAccepted = computed(() => this.me.person.hasValue() && this.me.person.value().termsAccepted);
  private readonly client = inject(TermsClient);
  private readonly router = inject(Router);
  protected readonly lang = signal<string>(inject(Texts).language());
  protected readonly terms = this.client.text(this.lang);

  protected readonly accept = act(
    async (intent) => {
      const { version, textHash, lang } = this.terms.value() ?? { version: 0, textHash: '', lang: this.lang() };
      await this.client.accept({ version, textHash, lang }, intent);
    },
    { name: 'terms.accept', draft: { read: () => this.lang(), write: (lang) => this.lang.set(String(lang)) } },
  );

  protected async accepted(): Promise<void> {
    if (!(await this.accept.run())) return;
    // The server has confirmed it; to ask again would let the frame send the person back here meanwhile.
    this.me.person.update((person) => person && { ...person, termsAccepted: true });
    const back = this.back();
    await this.router.navigateByUrl(back && isOwnPath(back) ? back : '/');
  }
}
