import { Component, computed, inject, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import { TranslocoPipe } from '@jsverse/transloco';
import { Button } from '../shared/button';
import { CodeId } from '../shared/code-id';
import { Icon } from '../shared/icon';
import { Letter } from '../shared/letter';
import { Moment } from '../shared/moment';
import { Texts } from '../shared/texts';
import { Waiting } from '../shared/waiting';
import { RequestsClient } from './requests-client';

/** The letter of a decision, word for word as it was sealed, to read and to print: the reader's language first. @source experience.md 1.10, 1.18 */
@Component({
  selector: 'cm-letter-page',
  imports: [Button, CodeId, Icon, Letter, Moment, RouterLink, TranslocoPipe, Waiting],
  templateUrl: './letter-page.html',
})
export class LetterPage {
  /** Of the address: the request. */
  readonly id = input.required<string>();
  private readonly texts = inject(Texts);
  private readonly client = inject(RequestsClient);
  protected readonly request = this.client.one(this.id);
  protected readonly letter = this.client.letter(computed(() => (this.request.hasValue() ? (this.request.value().decision ?? undefined) : undefined)));
  protected readonly letters = computed(() => {
    const all = this.letter.hasValue() ? this.letter.value().letters : [];
    return [...all].sort((a, b) => Number(b.lang === this.texts.language()) - Number(a.lang === this.texts.language()));
  });

  protected print(): void {
    window.print();
  }
}
