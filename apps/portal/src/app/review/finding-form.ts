import { Component, computed, inject, input, output, signal } from '@angular/core';
import { CONDITION_KINDS, CONFIDENCES, type Finding, findingLacks, FINDINGS, REFUSAL_GROUNDS, type Support, WORKSHEET } from '@comity/casework';
import { type ConditionPart, type FindingRecord } from '@comity/contract';
import { TranslocoPipe, TranslocoService } from '@jsverse/transloco';
import { act } from '../shared/act';
import { Button } from '../shared/button';
import { Failed } from '../shared/failed';
import { Field, FieldInput } from '../shared/field';
import { Preferences } from '../shared/preferences';
import { endOfDay } from './narrowing';
import { nameOf, type Place, placesOfRow } from './places';
import { ReviewClient } from './review-client';
import { withoutBlanks } from './without-blanks';
import { type Workbench } from './workbench';

type Written = Partial<Omit<FindingRecord, 'lines'>>;
/** Member of the body for each thing that can carry a finding. */
const MEMBER = { narrowing: 'narrowing', means: 'means', filter: 'filter', order: 'order', notification_duty: 'notificationDuty' } as const;
type Carrier = keyof typeof MEMBER;

/** A finding on one place: one of four values, none chosen beforehand, with its reason and what it must bring. @source exchange 1.16 */
@Component({ selector: 'cm-finding-form', imports: [Button, Failed, Field, FieldInput, TranslocoPipe], templateUrl: './finding-form.html' })
export class FindingForm {
  readonly bench = input.required<Workbench>();
  readonly place = input.required<Place>();
  /** Names of the places that the finding was written for. */
  readonly recorded = output<readonly string[]>();
  private readonly client = inject(ReviewClient);
  private readonly preferences = inject(Preferences);
  private readonly transloco = inject(TranslocoService);
  protected readonly values = FINDINGS.map((value) => ({ value, key: KEYS[value] }));
  protected readonly confidences = CONFIDENCES;
  protected readonly grounds = REFUSAL_GROUNDS;
  protected readonly kinds = CONDITION_KINDS;

  /** What was found before on this place, which a new finding replaces. */
  protected readonly standing = computed(() =>
    this.bench()
      .view()
      ?.findings.find(({ row, line }) => row === this.place().row && line === this.place().line),
  );
  /** What is on the form: the private draft, or the finding that stands. */
  protected readonly written = computed<Written>(() => this.drafted() ?? this.standing() ?? {});
  protected readonly forAll = signal(false);
  protected readonly isPerLine = computed(() => WORKSHEET[this.place().row].per === 'line');
  protected readonly carriers = computed(() => {
    const { finding } = this.written();
    const rule = WORKSHEET[this.place().row];
    const asked: readonly Support[] = finding === 'met_with_condition' ? rule.carriedBy : finding === 'not_met' ? rule.notMetNeeds : [];
    return asked.filter((support): support is Carrier => support in MEMBER).map((support) => ({ support, member: MEMBER[support] }));
  });
  protected readonly lacks = computed(() => {
    const written = withoutBlanks(this.written());
    if (!written.finding) return ['finding'];
    const lacks = findingLacks({ ...this.place(), finding: written.finding, reasonGiven: written.reason !== undefined, supports: supportsOf(written) });
    return [...lacks, ...(written.shareable ? [] : ['shareable']), ...(written.confidence ? [] : ['confidence'])];
  });
  protected readonly closed = computed(() => {
    if (!this.bench().isHeld()) return this.transloco.translate('review.lacks.claim');
    const lacks = this.lacks();
    return lacks.length === 0
      ? ''
      : this.transloco.translate('review.lacks.first', { list: lacks.map((one) => this.transloco.translate(`review.lacks.${one}`)).join(', ') });
  });

  protected readonly record = act(async () => {
    const { id: _id, row: _row, line: _line, at: _at, ...written } = withoutBlanks(this.written()) as Written & Record<string, unknown>;
    const { row, line } = this.place();
    const lines = this.forAll() ? this.numbers() : line === null ? [] : [line];
    await this.bench().act((seen) => this.client.record(seen, row, { ...carriedOnly(written), lines } as FindingRecord));
    const isWritten = (one: { row: string; lines: readonly number[] }): boolean => one.row === row && one.lines.every((each) => lines.includes(each));
    this.bench().change((draft) => ({ ...draft, findings: (draft.findings ?? []).filter((one) => !isWritten(one)) }));
    this.recorded.emit(lines.length > 0 ? lines.map((each) => nameOf({ row, line: each })) : [row]);
  });

  protected set(part: Written): void {
    const { row, line } = this.place();
    const lines = line === null ? [] : [line];
    const { id: _id, at: _at, row: _row, line: _line, ...before } = this.written() as Written & Record<string, unknown>;
    this.bench().change((draft) => ({
      ...draft,
      findings: [...(draft.findings ?? []).filter((one) => !isOn(one, row, lines)), { ...before, ...part, row, lines }],
    }));
  }

  protected readonly endOfDay = endOfDay;

  protected setCondition(part: { [name in keyof ConditionPart]?: ConditionPart[name] | undefined }): void {
    const condition = { ...this.written().condition, ...part };
    if (condition.kind) this.set({ condition: { ...condition, kind: condition.kind } });
    else this.set({ condition: undefined });
  }

  /** A single letter chooses, while the group has the focus. */
  protected keyed(event: KeyboardEvent): void {
    const chosen = this.values.find(({ key }) => key === event.key);
    if (!chosen || !this.preferences.singleKeys() || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    event.stopPropagation();
    this.set({ finding: chosen.value });
  }

  protected setCarrier(member: (typeof MEMBER)[Carrier], words: string): void {
    this.set({ [member]: words });
  }

  protected asKind(value: string): ConditionPart['kind'] | undefined {
    return CONDITION_KINDS.find((kind) => kind === value);
  }

  protected asConfidence(value: string): Written['confidence'] {
    return CONFIDENCES.find((one) => one === value);
  }

  protected valueOf(event: Event): string {
    return (event.target as HTMLInputElement).value;
  }

  private drafted(): Written | undefined {
    const { row, line } = this.place();
    return (this.bench().draft().findings ?? []).find((one) => isOn(one, row, line === null ? [] : [line]));
  }

  private numbers(): number[] {
    return placesOfRow(
      this.place().row,
      this.bench()
        .lines()
        .map(({ line }) => line),
    ).flatMap(({ line }) => line ?? []);
  }
}

const KEYS = { met: 'm', met_with_condition: 'c', not_met: 'n', cannot_tell: 't' } as const;
const isOn = (one: { row: string; lines: readonly number[] }, row: string, lines: readonly number[]): boolean =>
  one.row === row && one.lines.join() === lines.join();

const supportsOf = (written: Written): Finding['supports'] => [
  ...(Object.entries(MEMBER) as [Carrier, (typeof MEMBER)[Carrier]][]).filter(([, member]) => written[member]).map(([support]) => support),
  ...(written.ground ? (['ground'] as const) : []),
  ...(written.condition ? (['condition'] as const) : []),
  ...(written.question ? (['question'] as const) : []),
];

/** What was typed for another value than the one that is chosen does not go with it. */
function carriedOnly(written: Written): Written {
  const { finding, ground, condition, question, narrowing, means, filter, order, notificationDuty, ...rest } = written;
  const ways = { narrowing, means, filter, order, notificationDuty };
  if (finding === 'not_met') return withoutBlanks({ ...rest, finding, ground, means });
  if (finding === 'cannot_tell') return withoutBlanks({ ...rest, finding, question });
  return withoutBlanks({ ...rest, finding, ...(finding === 'met_with_condition' ? { ...ways, condition } : {}) });
}
