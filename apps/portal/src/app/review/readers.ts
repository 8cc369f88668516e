import { Component, input } from '@angular/core';
import { type Outcome } from '@comity/casework';
import { type ReviewView } from '@comity/contract';
import { TranslocoPipe } from '@jsverse/transloco';

/** Who will read which part of a decision, and from when. @source exchange 1.17; log.md 4 */
@Component({
  selector: 'cm-readers',
  imports: [TranslocoPipe],
  template: `
    <table class="cm-table fold">
      <caption>
        {{
          'review.readers.title' | transloco
        }}
      </caption>
      <thead>
        <tr>
          <th scope="col">{{ 'review.readers.reader' | transloco }}</th>
          <th scope="col">{{ 'review.readers.reads' | transloco }}</th>
          <th scope="col">{{ 'review.readers.from' | transloco }}</th>
        </tr>
      </thead>
      <tbody>
        <tr>
          <th scope="row">{{ 'review.readers.requesting' | transloco: { code: view().requesting } }}</th>
          <td class="cap">{{ 'review.readers.requestingReads' | transloco }}</td>
          <td class="cap">{{ 'review.readers.requestingFrom' | transloco }}</td>
        </tr>
        <tr>
          <th scope="row">{{ 'review.readers.holding' | transloco: { code: view().holding } }}</th>
          @if (outcome() === 'grant' || outcome() === 'grant_in_part') {
            <td class="cap">{{ 'review.readers.holdingReads' | transloco }}</td>
            <td class="cap">{{ 'review.readers.holdingFrom' | transloco }}</td>
          } @else {
            <td class="cap">{{ 'review.readers.nothing' | transloco }}</td>
            <td>–</td>
          }
        </tr>
        <tr>
          <th scope="row">{{ 'review.readers.me' | transloco }}</th>
          <td class="cap">{{ 'review.readers.meReads' | transloco }}</td>
          <td class="cap">{{ 'review.readers.meFrom' | transloco }}</td>
        </tr>
        <tr>
          <th scope="row">{{ 'review.readers.oversight' | transloco }}</th>
          <td class="cap">{{ 'review.readers.oversightReads' | transloco }}</td>
          <td class="cap">{{ 'review.readers.meFrom' | transloco }}</td>
        </tr>
      </tbody>
    </table>
  `,
})
export class Readers {
  readonly view = input.required<ReviewView>();
  readonly outcome = input<Outcome>();
}
