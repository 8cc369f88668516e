import { Component, input } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import { type StepState } from './steps';

/** How a step ended, as a word. */
@Component({
  selector: 'cm-step-mark',
  imports: [TranslocoPipe],
  template: `<span class="cm-word" [class.quiet]="state() !== 'holds' && state() !== 'fails'" [attr.data-is]="state()">{{
    'oversight.step.' + state() | transloco
  }}</span>`,
})
export class StepMark {
  readonly state = input.required<StepState>();
}
