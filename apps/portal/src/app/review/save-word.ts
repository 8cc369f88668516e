import { Component, input } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import { Failed } from '../shared/failed';
import { Moment } from '../shared/moment';
import { type Workbench } from './workbench';

/** Save state of the private draft, always in sight; a save that failed says why and is tried again by hand. @source experience.md 1.8 */
@Component({
  selector: 'cm-save-word',
  imports: [Failed, Moment, TranslocoPipe],
  template: `
    <p class="cm-save note" role="status" [attr.data-save]="bench().saveState()">
      @if (bench().saveState() === 'saved' && bench().savedAt(); as at) {
        {{ 'review.save.saved' | transloco }} <cm-time [at]="at" />
      } @else {
        {{ 'review.save.' + bench().saveState() | transloco }}
      }
    </p>
    @if (bench().problem(); as problem) {
      <cm-failed [problem]="problem" (again)="bench().flush()" />
      @if (problem.code === 'version') {
        <button type="button" class="cm-btn small" (click)="bench().review.reload()">{{ 'review.save.reload' | transloco }}</button>
      }
    }
  `,
})
export class SaveWord {
  readonly bench = input.required<Workbench>();
}
