import { Component, input } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import { type WitnessesFound } from '../shared/log/check-witnesses';
import { Moment } from '../shared/moment';

/** The witnesses of a policy, and when each signed the head that is shown. */
@Component({
  selector: 'cm-witness-list',
  imports: [Moment, TranslocoPipe],
  template: `@if (found().end === 'unread') {
      <p class="strong">{{ 'oversight.witnesses.unread' | transloco }}</p>
    } @else {
      <ul class="cm-plain">
        @for (one of found().witnesses; track one.name) {
          <li [attr.data-verdict]="one.verdict">
            <bdi class="cm-code" dir="ltr">{{ one.name }}</bdi> {{ 'oversight.witnesses.' + one.verdict | transloco }}
            @if (one.at; as at) {
              <cm-time [at]="at" />
            }
          </li>
        } @empty {
          <li>{{ 'oversight.witnesses.none' | transloco }}</li>
        }
      </ul>
    }`,
})
export class WitnessList {
  readonly found = input.required<WitnessesFound>();
}
