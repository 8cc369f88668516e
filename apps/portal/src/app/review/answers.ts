import { Component, computed, inject, input } from '@angular/core';
import { REVIEWER_FIELDS, type ReviewerField, type WorksheetRow } from '@comity/casework';
import { TranslocoPipe, TranslocoService } from '@jsverse/transloco';
import { act } from '../shared/act';
import { Button } from '../shared/button';
import { Failed } from '../shared/failed';
import { Field, FieldInput } from '../shared/field';
import { ReviewClient } from './review-client';
import { type Workbench } from './workbench';

/** The questions that only a reviewer answers, at the row where each belongs; nothing is chosen beforehand. @source proportionality.md 3 */
@Component({ selector: 'cm-answers', imports: [Button, Failed, Field, FieldInput, TranslocoPipe], templateUrl: './answers.html' })
export class Answers {
  readonly bench = input.required<Workbench>();
  readonly row = input.required<WorksheetRow>();
  private readonly client = inject(ReviewClient);
  private readonly transloco = inject(TranslocoService);

  protected readonly questions = computed(() => {
    const answered = this.bench().view()?.answered ?? [];
    const drafted = this.bench().draft().answers ?? [];
    return REVIEWER_FIELDS.filter((field) => field.row === this.row()).map((field) => {
      const given = answered.find((one) => one.path === field.path)?.value;
      const chosen = drafted.find((one) => one.path === field.path)?.value ?? given;
      return { ...field, name: field.path.split('.')[1] ?? '', given, chosen };
    });
  });
  protected readonly reason = computed(() => this.bench().draft().answersReason ?? '');
  /** Answers that differ from what is recorded. */
  private readonly fresh = computed(() => this.questions().filter(({ chosen, given }) => chosen !== undefined && chosen !== given));
  protected readonly open = computed(() => this.questions().filter(({ given }) => given === undefined).length);
  protected readonly closed = computed(() => {
    const say = (key: string): string => this.transloco.translate(key);
    if (!this.bench().isHeld()) return say('review.lacks.claim');
    if (this.questions().some(({ chosen }) => chosen === undefined)) return say('review.answers.unanswered');
    if (this.fresh().length === 0) return say('review.answers.nothingNew');
    return this.reason().trim() === '' ? say('review.answers.reasonMissing') : '';
  });

  protected readonly record = act(async (intent) => {
    const answers = this.fresh().map(({ path, chosen }) => ({ path, value: chosen! }));
    await this.bench().act((seen) => this.client.answer(seen, { answers, reason: this.reason() }), intent);
    this.bench().change(({ answers: drafted = [], answersReason: _reason, ...draft }) => ({
      ...draft,
      answers: drafted.filter(({ path }) => !answers.some((one) => one.path === path)),
    }));
  });

  protected choose(path: ReviewerField, value: string): void {
    this.bench().change((draft) => ({ ...draft, answers: [...(draft.answers ?? []).filter((one) => one.path !== path), { path, value }] }));
  }

  protected say(event: Event): void {
    const answersReason = (event.target as HTMLTextAreaElement).value;
    this.bench().change((draft) => ({ ...draft, answersReason }));
  }
}
