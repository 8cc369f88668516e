import { Component, computed, inject, input } from '@angular/core';
import { CATEGORY_RUNG, type DataCategory } from '@comity/casework';
import { countsDays, isIntrusive, type RequestDraft } from '@comity/contract';
import { TranslocoPipe } from '@jsverse/transloco';
import { Button } from '../shared/button';
import { Field, FieldInput } from '../shared/field';
import { Icon } from '../shared/icon';
import { periodWords } from '../shared/period-words';
import { periodOf } from '../shared/scope-rows';
import { Texts } from '../shared/texts';
import { Assistant } from './assistant';
import { type TypedPeriod } from './cleaned';
import { DraftEditor } from './draft-editor';
import { Ladder } from './ladder';
import { lowerOf, onRung } from './lower-rung';
import { Question } from './question';

type Line = NonNullable<RequestDraft['lines']>[number];

/** One line of the draft: closed it says what is asked, open it asks why. Each line is judged alone. */
@Component({
  selector: 'cm-line-card',
  imports: [Button, Field, FieldInput, Icon, Ladder, Question, TranslocoPipe],
  templateUrl: './line-card.html',
  host: { '(keydown)': 'keyed($event)' },
})
export class LineCard {
  readonly index = input.required<number>();
  protected readonly editor = inject(DraftEditor);
  private readonly assistant = inject(Assistant, { optional: true });
  private readonly texts = inject(Texts);
  protected readonly at = computed(() => `/lines/${this.index()}`);
  protected readonly line = computed(() => (this.editor.valueAt(this.at()) ?? {}) as Line);
  protected readonly identifier = computed(() => this.editor.view()?.identifiers.find(({ id }) => id === this.line().identifier));
  protected readonly open = computed(() => this.editor.openLine() === this.index());
  protected readonly missing = computed(
    () => this.editor.missing().filter((pointer) => pointer.startsWith(`${this.at()}/`) && !pointer.includes('/collateral')).length,
  );
  protected readonly isInstant = computed(() => this.line().category === 'identification_ip');
  protected readonly hasPeriod = computed(() => this.line().category !== 'subscriber');
  protected readonly counts = computed(() => countsDays(this.line()));
  protected readonly intrudes = computed(() => isIntrusive(this.line()));
  protected readonly period = computed(() => (this.line().period ?? { zone: 'UTC' }) as TypedPeriod);
  protected readonly when = computed(() => {
    const { from, to } = this.period();
    const period = from && to ? periodOf({ from, to }) : null;
    return period ? periodWords(period, this.texts.language()) : undefined;
  });
  protected readonly fields = computed(() => this.line().filter?.fields.join('\n') ?? '');

  /** The rung below, and who would decide on each of the two for this line alone. */
  protected readonly lower = computed(() => (this.line().category ? lowerOf(this.line().category!) : null));
  protected readonly rung = computed(() => this.assistant?.judged()?.rungs.find(({ line }) => line === this.index() + 1));
  protected readonly rungOf = (category: DataCategory): number => CATEGORY_RUNG[category];

  protected takeLower(): void {
    const lower = this.lower();
    if (lower) this.editor.set(this.at(), onRung(this.line(), lower));
  }

  /** `L` takes the lower rung of the open line, while nobody types. @source experience.md 1.17 */
  protected keyed(event: KeyboardEvent): void {
    const isTyping = (event.target as HTMLElement).closest('input:not([type=radio]):not([type=checkbox]), textarea, select');
    if (isTyping || event.ctrlKey || event.metaKey || event.altKey || event.key.toLowerCase() !== 'l' || !this.open()) return;
    event.preventDefault();
    this.takeLower();
  }

  protected toggle(): void {
    this.editor.openLine.set(this.open() ? undefined : this.index());
  }

  /** Both ends are days in UTC: the first from its start, the last to its end. */
  protected end(name: 'from' | 'to', event: Event): void {
    const { value } = event.target as HTMLInputElement;
    const instant = value ? `${value}T${name === 'from' ? '00:00:00' : '23:59:59'}Z` : undefined;
    this.editor.set(`${this.at()}/period`, { ...this.period(), [name]: instant });
  }

  protected instant(event: Event): void {
    const { value } = event.target as HTMLInputElement;
    const at = value ? `${value.length === 16 ? `${value}:00` : value}Z` : undefined;
    this.editor.set(`${this.at()}/period`, at ? { from: at, to: at, zone: 'UTC' } : { zone: 'UTC' });
  }

  protected filter(event: Event): void {
    const fields = (event.target as HTMLTextAreaElement).value.split('\n').flatMap((line) => line.trim() || []);
    this.editor.set(`${this.at()}/filter`, fields.length > 0 ? { terms: [], counterparts: [], ...this.line().filter, fields } : undefined);
  }

  /** Orders that name lines keep naming the same ones. */
  protected drop(): void {
    const { lines = [], authorisations, ...rest } = this.editor.draft();
    const gone = this.index() + 1;
    const orders = authorisations?.map((order) => ({
      ...order,
      ...(order.covers ? { covers: order.covers.filter((line) => line !== gone).map((line) => (line > gone ? line - 1 : line)) } : {}),
    }));
    this.editor.openLine.set(undefined);
    this.editor.write({ ...rest, ...(orders ? { authorisations: orders } : {}), lines: lines.filter((_, place) => place !== this.index()) });
  }
}
