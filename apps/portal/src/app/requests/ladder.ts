import { Component, computed, input } from '@angular/core';
import { CATEGORY_RUNG, type DataCategory } from '@comity/casework';

/** Rungs from keeping (0) to the whole device (7). The words stand beside it; the picture repeats them. @source visual-language.md, "Ladder" */
@Component({
  selector: 'cm-ladder',
  template: `
    <span class="cm-ladder" aria-hidden="true">
      @for (one of rungs; track one) {
        <i [style.--k]="one" [class.below]="one < rung()" [class.at]="one === rung()"></i>
      }
    </span>
  `,
})
export class Ladder {
  readonly category = input.required<DataCategory>();
  protected readonly rungs = [0, 1, 2, 3, 4, 5, 6, 7];
  protected readonly rung = computed(() => CATEGORY_RUNG[this.category()]);
}
