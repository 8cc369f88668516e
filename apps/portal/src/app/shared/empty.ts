import { Component, input, output } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';

/** What would stand here, why it does not, and the next act, which goes inside. Behind a filter it offers to clear that. */
@Component({
  selector: 'cm-empty',
  imports: [TranslocoPipe],
  template: `<div class="cm-empty">
    <p class="strong">{{ what() }}</p>
    <ng-content />
    @if (filtered()) {
      <p>
        <button type="button" class="cm-btn small" (click)="clear.emit()">{{ 'shared.clearFilters' | transloco }}</button>
      </p>
    }
  </div>`,
})
export class Empty {
  readonly what = input.required<string>();
  /** True where a filter hides what there is. */
  readonly filtered = input(false);
  readonly clear = output();
}
