import { Component, input, output } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import { Moment } from './moment';

/** Says that the sign-in ends soon because nobody uses the page, and how to go on. @source experience.md 1.13 */
@Component({
  selector: 'cm-idle-warning',
  imports: [Moment, TranslocoPipe],
  template: `<div class="cm-banner" role="alert">
    <p>
      <strong>{{ 'frame.idle.title' | transloco }}</strong> {{ 'frame.idle.what' | transloco }} <cm-time [at]="endsAt()" timeOnly />
    </p>
    <button type="button" class="cm-btn small" (click)="stay.emit()">{{ 'frame.idle.stay' | transloco }}</button>
  </div>`,
})
export class IdleWarning {
  /** ISO 8601. */
  readonly endsAt = input.required<string>();
  readonly stay = output();
}
