import { Component, input, output } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import { Moment } from './moment';

/** Always visible while something is written: Saving, Saved at, Not saved with a retry. @source experience.md 1.8 */
@Component({
  selector: 'cm-save',
  imports: [Moment, TranslocoPipe],
  template: `<span class="cm-save" role="status" [attr.data-is]="state()">
    @switch (state()) {
      @case ('saving') {
        {{ 'shared.save.saving' | transloco }}
      }
      @case ('saved') {
        {{ 'shared.save.saved' | transloco }}
        @if (at(); as at) {
          <cm-time [at]="at" timeOnly />
        }
      }
      @case ('failed') {
        {{ 'shared.save.failed' | transloco }}
        <button type="button" class="cm-link" (click)="again.emit()">{{ 'shared.save.again' | transloco }}</button>
      }
      @case ('typing') {
        {{ 'shared.save.typing' | transloco }}
      }
    }
  </span>`,
})
export class SaveState {
  /** `typing`: not sent yet. */
  readonly state = input.required<'typing' | 'saving' | 'saved' | 'failed'>();
  /** When the server confirmed, ISO 8601. */
  readonly at = input<string>();
  readonly again = output();
}
