import { Component, computed, inject, input, output } from '@angular/core';
import { CONDITION_KINDS, type DataCategory, REFUSAL_GROUNDS } from '@comity/casework';
import { type ConditionPart, type DraftLine } from '@comity/contract';
import { TranslocoPipe, TranslocoService } from '@jsverse/transloco';
import { Button } from '../shared/button';
import { Field, FieldInput } from '../shared/field';
import { Moment } from '../shared/moment';
import { cutTo, dayOf, endOfDay, lowerCategories } from './narrowing';
import { withoutBlanks } from './without-blanks';
import { type Workbench } from './workbench';

/** What becomes of one line: granted as asked, shorter, of a lower category, under a condition, or dropped. It cannot grow. @source experience.md 1.1 */
@Component({ selector: 'cm-line-editor', imports: [Button, Field, FieldInput, Moment, TranslocoPipe], templateUrl: './line-editor.html' })
export class LineEditor {
  readonly bench = input.required<Workbench>();
  readonly line = input.required<number>();
  readonly done = output();
  private readonly transloco = inject(TranslocoService);
  protected readonly grounds = REFUSAL_GROUNDS;
  protected readonly kinds = CONDITION_KINDS;
  protected readonly asked = computed(() =>
    this.bench()
      .lines()
      .find(({ line }) => line === this.line())!,
  );
  protected readonly decided = computed(() =>
    this.bench()
      .draft()
      .decision.lines.find(({ line }) => line === this.line()),
  );
  protected readonly granted = computed(() => this.decided()?.granted);
  protected readonly categories = computed(() => lowerCategories(this.asked().category));
  protected readonly isRefused = computed(() => this.decided() !== undefined && !this.granted());
  /** Days between which the period can be cut; undefined for a line without a time and for an instant. */
  protected readonly span = computed(() => {
    const { period } = this.asked();
    return period && period.from !== period.to ? { from: dayOf(period.from), to: dayOf(period.to) } : undefined;
  });
  protected readonly days = computed(() => {
    const period = this.granted()?.period;
    return period ? { from: dayOf(period.from), to: dayOf(period.to) } : undefined;
  });
  protected readonly notHeld = computed(() => (this.bench().isHeld() ? '' : this.transloco.translate('review.lacks.claim')));

  protected grant(): void {
    const { category, period } = this.asked();
    this.write({ granted: { category, period } });
  }

  protected refuse(): void {
    this.write({ granted: null, conditions: [] });
  }

  protected undo(): void {
    const lines = this.bench()
      .draft()
      .decision.lines.filter(({ line }) => line !== this.line());
    this.bench().changeDecision({ lines });
  }

  protected cut(end: 'from' | 'to', event: Event): void {
    const { period } = this.asked();
    const [granted, days, value] = [this.granted(), this.days(), valueOf(event)];
    if (!period || !granted || !days || !value) return;
    const [from, to] = end === 'from' ? [value, days.to] : [days.from, value];
    this.write({ granted: { ...granted, period: cutTo(period, from, to) } });
  }

  protected lower(event: Event): void {
    const granted = this.granted();
    if (granted) this.write({ granted: { ...granted, category: valueOf(event) as DataCategory } });
  }

  protected refuseFor(event: Event): void {
    this.write({ ground: valueOf(event) });
  }

  protected say(event: Event): void {
    this.write({ why: valueOf(event) });
  }

  /** By a button of its own: a list that acts by itself cannot be walked through with the arrows. */
  protected addCondition(kind: string): void {
    this.write({ conditions: [...(this.decided()?.conditions ?? []), { kind: kind as ConditionPart['kind'] }] });
  }

  protected changeCondition(place: number, part: { until: string | undefined } | { parameter: string | undefined }): void {
    this.write({
      conditions: (this.decided()?.conditions ?? []).map((one, at) => (at === place ? (withoutBlanks({ ...one, ...part }) as ConditionPart) : one)),
    });
  }

  protected dropCondition(place: number): void {
    this.write({ conditions: (this.decided()?.conditions ?? []).filter((_, at) => at !== place) });
  }

  protected readonly valueOf = valueOf;
  protected readonly endOfDay = endOfDay;

  private write(part: Partial<DraftLine>): void {
    const { lines } = this.bench().draft().decision;
    const before = this.decided() ?? { line: this.line(), granted: null, conditions: [] };
    const { ground, ...after } = { ...before, ...part };
    const next: DraftLine = after.granted === null && ground ? { ...after, ground } : after;
    this.bench().changeDecision({ lines: [...lines.filter(({ line }) => line !== this.line()), next].sort((a, b) => a.line - b.line) });
  }
}

const valueOf = (event: Event): string => (event.target as HTMLInputElement).value;
