import { Component, computed, inject, input, linkedSignal, output, signal } from '@angular/core';
import { form, FormField, maxLength } from '@angular/forms/signals';
import { LINE_ANSWERS, type LineAnswer, REFUSAL_GROUNDS } from '@comity/casework';
import { type GrantedLineView, type LineAnsweredView, type LineAnswerRecord } from '@comity/contract';
import { TranslocoPipe, TranslocoService } from '@jsverse/transloco';
import { act } from '../shared/act';
import { Button } from '../shared/button';
import { Failed } from '../shared/failed';
import { Field, FieldInput } from '../shared/field';
import { AnswersClient, type Seen } from './answers-client';
import { headOf, readRows } from './row-text';

const WITH_ROWS: readonly string[] = ['data_attached', 'partly'];
const WITH_GROUND: readonly string[] = ['refused', 'impossible'];

/** The answer to one granted line: what was found, where was searched and for what time, so that "none" can be believed. @source exchange.md 1.20 */
@Component({ selector: 'cm-line-answer', imports: [Button, Failed, Field, FieldInput, FormField, TranslocoPipe], templateUrl: './line-answer.html' })
export class LineAnswerForm {
  readonly line = input.required<GrantedLineView>();
  readonly seen = input.required<Seen>();
  readonly answered = output<LineAnsweredView>();
  private readonly client = inject(AnswersClient);
  private readonly transloco = inject(TranslocoService);
  protected readonly answers = LINE_ANSWERS;
  protected readonly grounds = REFUSAL_GROUNDS;
  protected readonly zone = Intl.DateTimeFormat().resolvedOptions().timeZone;

  protected readonly model = signal({ answer: '', note: '', ground: '', system: '', from: '', to: '' });
  protected readonly fields = form(this.model, ({ system, note }) => {
    maxLength(system, 120);
    maxLength(note, 500);
  });
  protected readonly text = linkedSignal(() => `${headOf(this.line().category)}\n`);
  private readonly place = computed(() => ({ identifier: this.line().identifier.raw, category: this.line().category }));
  protected readonly read = computed(() => readRows(this.text(), this.place()));
  protected readonly hasRows = computed(() => WITH_ROWS.includes(this.model().answer));
  protected readonly hasGround = computed(() => WITH_GROUND.includes(this.model().answer));

  /** What is missing before the server is asked; it checks everything again. */
  protected readonly missing = computed(() => {
    const { answer, ground, system, from, to } = this.model();
    const key = !answer
      ? 'answers.answer.noAnswer'
      : !system || !from || !to
        ? 'answers.answer.noSearch'
        : this.hasGround() && !ground
          ? 'answers.answer.noGround'
          : this.hasRows() && this.read().unread.length > 0
            ? 'answers.answer.unread'
            : this.hasRows() && this.read().rows.length === 0
              ? 'answers.answer.noRows'
              : '';
    return key && this.transloco.translate<string>(key);
  });

  protected readonly saving = act(async () => {
    this.answered.emit(await this.client.answer(this.seen(), this.line().line, this.record()));
  });

  private record(): LineAnswerRecord {
    const { answer, note, ground, system, from, to } = this.model();
    return {
      answer: answer as LineAnswer,
      ...(note ? { note } : {}),
      ...(this.hasGround() ? { ground } : {}),
      searched: { system, from: new Date(from).toISOString(), to: new Date(to).toISOString() },
      rows: this.hasRows() ? this.read().rows : [],
    };
  }
}
