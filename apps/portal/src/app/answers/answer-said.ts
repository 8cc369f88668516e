import { Component, input } from '@angular/core';
import { type LineAnswerView } from '@comity/contract';
import { TranslocoPipe } from '@jsverse/transloco';
import { Moment } from '../shared/moment';

/** An answer as it lies: what it says, what goes out with it row by row, and what was held back by which rule. */
@Component({
  selector: 'cm-answer-said',
  imports: [Moment, TranslocoPipe],
  template: `
    @let said = answer();
    <p>
      <b>{{ 'words.lineAnswer.' + said.answer | transloco }}</b>
      @if (said.ground) {
        , {{ 'words.ground.' + said.ground | transloco }}
      }
      <span class="note"
        >{{ (said.mine ? 'answers.said.mine' : 'answers.said.other') | transloco }} <cm-time [at]="said.at" />{{
          said.sentIn ? ', ' + ('answers.said.sent' | transloco) : ''
        }}</span
      >
    </p>
    <p class="note">
      {{ 'answers.said.searched' | transloco }} <bdi>{{ said.searched.system }}</bdi>, <cm-time [at]="said.searched.from" /> –
      <cm-time [at]="said.searched.to" />
    </p>
    @if (said.note; as note) {
      <p class="cm-words" dir="auto">{{ note }}</p>
    }
    @if (said.held > 0) {
      <div class="cm-notice" data-kind="time" role="note">
        <div class="stack">
          <p class="strong">{{ 'answers.held.title' | transloco: { rows: said.held } }}</p>
          @for (reason of said.heldBecause; track reason) {
            <p>{{ 'answers.held.' + reason | transloco }}</p>
          }
          <p>{{ 'answers.held.safe' | transloco }}</p>
        </div>
      </div>
    }
    @if (said.rows.length > 0) {
      <details class="cm-folded">
        <summary>{{ 'answers.said.rows' | transloco: { rows: said.rows.length } }}</summary>
        <table class="cm-table fold">
          <caption class="vh">
            {{
              'answers.said.rows' | transloco: { rows: said.rows.length }
            }}
          </caption>
          <thead>
            <tr>
              <th scope="col">{{ 'answers.said.at' | transloco }}</th>
              <th scope="col">{{ 'answers.said.identifier' | transloco }}</th>
              <th scope="col">{{ 'answers.said.fields' | transloco }}</th>
            </tr>
          </thead>
          <tbody>
            @for (row of said.rows; track $index) {
              <tr>
                <td>
                  @if (row.at; as at) {
                    <cm-time [at]="at" />
                  } @else {
                    –
                  }
                </td>
                <th scope="row">
                  <bdi class="cm-code" dir="ltr">{{ row.identifier }}</bdi>
                </th>
                <td>
                  @for (field of fieldsOf(row.fields); track field[0]) {
                    <bdi class="cm-code" dir="ltr">{{ field[0] }}: {{ field[1] }}</bdi
                    >{{ $last ? '' : '; ' }}
                  }
                </td>
              </tr>
            }
          </tbody>
        </table>
      </details>
    }
  `,
})
export class AnswerSaid {
  readonly answer = input.required<LineAnswerView>();
  protected readonly fieldsOf = (fields: Record<string, string>): [string, string][] => Object.entries(fields);
}
