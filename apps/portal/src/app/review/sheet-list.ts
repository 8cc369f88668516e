import { Component, computed, input, output } from '@angular/core';
import { REVIEWER_FIELDS, WORKSHEET_ROWS } from '@comity/casework';
import { type ReviewView } from '@comity/contract';
import { TranslocoPipe } from '@jsverse/transloco';
import { nameOf, nextOpen, type Place, placesOf, placesOfRow } from './places';

/** W1 to W10 with a pip for each place: filled where a finding stands, framed where one is. No score, no traffic light. */
@Component({
  selector: 'cm-sheet-list',
  imports: [TranslocoPipe],
  template: `
    <div class="head">
      <h2>{{ 'review.sheet.list' | transloco }}</h2>
      <p class="note">{{ 'review.sheet.count' | transloco: { found: found(), all: all().length } }}</p>
    </div>
    <ol class="cm-wlist">
      @for (item of items(); track item.row) {
        <li>
          <button
            type="button"
            [attr.aria-keyshortcuts]="item.row === 'W10' ? '0' : item.row.slice(1)"
            [attr.aria-current]="item.row === here()?.row ? 'step' : null"
            (click)="choose(item.places)"
          >
            <span class="w">{{ item.row }}</span>
            <span
              >{{ 'review.row.' + item.row | transloco }}
              <span class="vh">{{ 'review.sheet.rowCount' | transloco: { found: item.done, all: item.places.length } }}</span>
              @if (item.asked > 0) {
                <span class="sub">{{ 'review.sheet.unanswered' | transloco: { count: item.asked } }}</span>
              }
            </span>
            <span class="cm-pips" aria-hidden="true">
              @for (place of item.places; track place.name) {
                <i [class.on]="place.on" [class.here]="place.here"></i>
              }
            </span>
          </button>
        </li>
      }
    </ol>
  `,
})
export class SheetList {
  readonly view = input.required<ReviewView>();
  readonly here = input<Place>();
  readonly chosen = output<Place>();
  private readonly numbers = computed(() => this.view().content.lines.map(({ line }) => line));
  protected readonly all = computed(() => placesOf(this.numbers()));
  protected readonly found = computed(() => this.all().filter((place) => !this.view().openPlaces.includes(nameOf(place))).length);
  protected readonly items = computed(() => {
    const { openPlaces, openFields } = this.view();
    const here = this.here();
    return WORKSHEET_ROWS.map((row) => {
      const places = placesOfRow(row, this.numbers()).map((place) => {
        const name = nameOf(place);
        return { ...place, name, on: !openPlaces.includes(name), here: here !== undefined && name === nameOf(here) };
      });
      return { row, places, done: places.filter(({ on }) => on).length, asked: openFields.filter((path) => rowOf(path) === row).length };
    });
  });

  protected choose(places: readonly Place[]): void {
    this.chosen.emit(nextOpen(places, undefined, this.view().openPlaces) ?? places[0]!);
  }
}

const rowOf = (path: string): string | undefined => REVIEWER_FIELDS.find((field) => field.path === path)?.row;
