import { Component, computed, inject } from '@angular/core';
import { RouterLink } from '@angular/router';
import { TranslocoPipe } from '@jsverse/transloco';
import { CodeId } from '../shared/code-id';
import { Empty } from '../shared/empty';
import { Icon } from '../shared/icon';
import { Moment } from '../shared/moment';
import { StateWord } from '../shared/state-word';
import { Waiting } from '../shared/waiting';
import { Work } from '../shared/work';

/** U6: requests that hold for the own unit and wait for something that the person can do. */
@Component({
  selector: 'cm-answer-list',
  imports: [CodeId, Empty, Icon, Moment, RouterLink, StateWord, TranslocoPipe, Waiting],
  template: `
    <main data-screen="U6" class="cm-page">
      <div class="cm-head">
        <div>
          <h1>{{ 'answers.list.title' | transloco }}</h1>
          <p class="sub">{{ 'answers.list.what' | transloco }}</p>
        </div>
      </div>
      @if (work.hasValue()) {
        @if (rows().length > 0) {
          <table class="cm-table fold">
            <caption class="vh">
              {{
                'answers.list.title' | transloco
              }}
            </caption>
            <thead>
              <tr>
                <th scope="col">{{ 'answers.list.since' | transloco }}</th>
                <th scope="col">{{ 'answers.list.request' | transloco }}</th>
                <th scope="col">{{ 'answers.list.corridor' | transloco }}</th>
                <th scope="col">{{ 'answers.list.part' | transloco }}</th>
              </tr>
            </thead>
            <tbody>
              @for (row of rows(); track row.id) {
                <tr class="go">
                  <td><cm-time [at]="row.since" /></td>
                  <th scope="row">
                    <a class="ref" [routerLink]="['/answers', row.id]"><cm-id [value]="row.ref" [strong]="true" /></a>
                    @if (row.track && row.track !== 'ordinary') {
                      <span class="sub">{{ 'words.track.' + row.track | transloco }}</span>
                    }
                  </th>
                  <td>
                    <span class="cm-arrow"
                      ><bdi>{{ row.from }}</bdi
                      ><cm-icon name="i-forward" /><span class="vh">{{ 'answers.list.to' | transloco }}</span
                      ><bdi>{{ row.to }}</bdi></span
                    >
                  </td>
                  <td>
                    <cm-state [word]="'words.requestState.' + row.state" />
                    <span class="sub">{{ 'answers.part.' + row.part | transloco: { lines: row.lines } }}</span>
                  </td>
                </tr>
              }
            </tbody>
          </table>
          <p class="note">{{ 'answers.list.noClock' | transloco }}</p>
        } @else {
          <cm-empty [what]="'answers.list.empty' | transloco">
            <p>{{ 'answers.list.emptyWhy' | transloco }}</p>
          </cm-empty>
        }
      } @else {
        <cm-waiting [for]="work" />
      }
    </main>
  `,
})
export class AnswerList {
  protected readonly work = inject(Work).list();
  protected readonly rows = computed(() => (this.work.hasValue() ? this.work.value().items.filter(({ kind }) => kind === 'answer') : []));
}
