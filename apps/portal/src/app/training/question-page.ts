import { Component, computed, inject, input, linkedSignal, signal } from '@angular/core';
import { RouterLink } from '@angular/router';
import { type QuestionChange, type QuestionText } from '@comity/contract';
import { TranslocoPipe, TranslocoService } from '@jsverse/transloco';
import { act } from '../shared/act';
import { Button } from '../shared/button';
import { Failed } from '../shared/failed';
import { Field, FieldInput } from '../shared/field';
import { Moment } from '../shared/moment';
import { Texts } from '../shared/texts';
import { Waiting } from '../shared/waiting';
import { QuestionWords } from './question-words';
import { TrainingClient } from './training-client';
import { TrainingNav } from './training-nav';

type Change = QuestionChange['change'];

/** For examiners: one question whole; one proposes a change with a reason, another one approves what they see. */
@Component({
  selector: 'cm-question-page',
  imports: [Button, Failed, Field, FieldInput, Moment, QuestionWords, RouterLink, TrainingNav, TranslocoPipe, Waiting],
  templateUrl: './question-page.html',
})
export class QuestionPage {
  /** Of the address. */
  readonly id = input.required<string>();
  private readonly client = inject(TrainingClient);
  private readonly transloco = inject(TranslocoService);
  private readonly texts = inject(Texts);
  protected readonly language = this.texts.language;
  protected readonly question = this.client.question(this.id);
  protected readonly changes = computed((): readonly Change[] =>
    this.question.hasValue() && this.question.value().state === 'retired' ? ['restore'] : ['retire', 'edit'],
  );
  protected readonly change = linkedSignal((): Change => this.changes()[0]!);
  protected readonly reason = signal('');
  protected readonly words = linkedSignal((): QuestionText | undefined => (this.question.hasValue() ? this.question.value().text : undefined));
  protected readonly closed = computed(() => {
    this.texts.language();
    return this.reason().trim() === '' ? this.transloco.translate('training.question.reasonMissing') : '';
  });
  protected readonly approveClosed = computed(() => {
    this.texts.language();
    return this.question.hasValue() && this.question.value().proposal?.byMe ? this.transloco.translate('training.question.mine') : '';
  });
  protected readonly proposing = act(
    async (intent) => {
      const change = this.change();
      const reason = this.reason().trim();
      const body: QuestionChange = change === 'edit' ? { change, reason, text: this.words()! } : { change, reason };
      await this.client.propose({ ...this.seen(), intent }, body);
      this.reason.set('');
      this.question.reload();
    },
    { name: 'question.propose' },
  );
  protected readonly approving = act(
    async (intent) => {
      await this.client.approve({ ...this.seen(), intent }, this.question.value()!.proposal!.id);
      this.question.reload();
    },
    { name: 'question.approve' },
  );

  protected valueOf(event: Event): string {
    return (event.target as HTMLTextAreaElement).value;
  }

  private seen(): { id: string; version: number } {
    return { id: this.id(), version: this.question.value()!.version };
  }
}
