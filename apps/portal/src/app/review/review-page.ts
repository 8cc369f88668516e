import { Component, computed, effect, inject, input, linkedSignal } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import { act } from '../shared/act';
import { Button } from '../shared/button';
import { Failed } from '../shared/failed';
import { Icon } from '../shared/icon';
import { Preferences } from '../shared/preferences';
import { Waiting } from '../shared/waiting';
import { Answers } from './answers';
import { Checks } from './checks';
import { FindingForm } from './finding-form';
import { LeaveReview } from './leave-review';
import { OutcomeBar } from './outcome-bar';
import { nameOf, nextOpen, type Place, placesOf } from './places';
import { Proposals } from './proposals';
import { RequestSide } from './request-side';
import { ReviewBar } from './review-bar';
import { ReviewClient } from './review-client';
import { SaveWord } from './save-word';
import { SheetList } from './sheet-list';
import { Workbench } from './workbench';

/** L2: one request read and decided: the request, the worksheet's list, and the finding that is being written. @source experience.md 1.2 */
@Component({
  selector: 'cm-review-page',
  imports: [
    Answers,
    Button,
    Checks,
    Failed,
    FindingForm,
    Icon,
    LeaveReview,
    OutcomeBar,
    Proposals,
    RequestSide,
    ReviewBar,
    SaveWord,
    SheetList,
    TranslocoPipe,
    Waiting,
  ],
  providers: [Workbench],
  templateUrl: './review-page.html',
  host: { '(keydown)': 'keyed($event)' },
})
export class ReviewPage {
  /** Of the address. */
  readonly id = input.required<string>();
  protected readonly bench = inject(Workbench);
  private readonly client = inject(ReviewClient);
  private readonly preferences = inject(Preferences);

  private readonly numbers = computed(() => this.bench.lines().map(({ line }) => line));
  protected readonly places = computed(() => (this.bench.view() ? placesOf(this.numbers()) : []));
  /** The place that is being thought about: the first open one, until another is chosen. */
  protected readonly place = linkedSignal<Place[], Place | undefined>({
    source: this.places,
    computation: (places, before) => before?.value ?? nextOpen(places, undefined, this.bench.view()?.openPlaces ?? []) ?? places[0],
  });
  protected readonly key = computed(() => (this.place() ? nameOf(this.place()!) : ''));

  protected readonly claim = act((intent) => this.bench.act((seen) => this.client.claim(seen), intent));

  constructor() {
    effect(() => this.bench.id.set(this.id()));
  }

  /** After a finding: to the next open place, so that a worksheet is written without reaching for the list. @param written names of places */
  protected onward(written: readonly string[]): void {
    const open = (this.bench.view()?.openPlaces ?? []).filter((name) => !written.includes(name));
    this.place.set(nextOpen(this.places(), this.place(), open) ?? this.place());
  }

  protected move(by: number): void {
    const at = this.places().findIndex((place) => nameOf(place) === this.key());
    this.place.set(this.places()[at + by] ?? this.place());
  }

  /** Keys of the worksheet: a digit chooses a row, `j` and `k` move. Not while somebody types. @source experience.md 2 */
  protected keyed(event: KeyboardEvent): void {
    const target = event.target as HTMLElement;
    if (!this.preferences.singleKeys() || event.ctrlKey || event.metaKey || event.altKey || target.closest('input:not([type=radio]), textarea, select')) return;
    if (event.key === 'j') this.move(1);
    else if (event.key === 'k') this.move(-1);
    else if (/^\d$/.test(event.key)) this.place.set(this.places().find(({ row }) => row === `W${event.key === '0' ? 10 : event.key}`));
    else return;
    event.preventDefault();
  }
}
