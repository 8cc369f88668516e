import { Component, inject } from '@angular/core';
import { RouterLink } from '@angular/router';
import { TranslocoPipe } from '@jsverse/transloco';
import { Moment } from '../shared/moment';
import { Texts } from '../shared/texts';
import { Waiting } from '../shared/waiting';
import { TrainingClient } from './training-client';
import { TrainingNav } from './training-nav';

/** S2, the list: one lesson a limb, those of the own country after them, with one's progress. */
@Component({
  selector: 'cm-lessons-page',
  imports: [Moment, RouterLink, TrainingNav, TranslocoPipe, Waiting],
  template: `<main data-screen="S2" class="cm-page">
    <cm-training-nav />
    <div class="cm-head">
      <div>
        <h1>{{ 'training.lessons.title' | transloco }}</h1>
        <p class="sub">{{ 'training.lessons.what' | transloco }}</p>
      </div>
    </div>
    @if (lessons.hasValue()) {
      <table class="cm-table fold">
        <caption>
          {{
            'training.lessons.caption' | transloco
          }}
        </caption>
        <thead>
          <tr>
            <th scope="col">{{ 'training.lessons.lesson' | transloco }}</th>
            <th scope="col">{{ 'training.lessons.limb' | transloco }}</th>
            <th scope="col">{{ 'training.lessons.progress' | transloco }}</th>
          </tr>
        </thead>
        <tbody>
          @for (lesson of lessons.value().items; track lesson.code) {
            <tr class="go">
              <th scope="row">
                <a [routerLink]="['/training/lessons', lesson.code]">{{ lesson.title[language()] }}</a>
                @if (lesson.jurisdiction; as code) {
                  <span class="sub">{{ 'training.lessons.national' | transloco: { code } }}</span>
                }
              </th>
              <td>{{ 'training.limb.' + lesson.limb | transloco }}</td>
              <td>
                @if (lesson.doneAt; as at) {
                  {{ (lesson.doneVersion === lesson.version ? 'training.lessons.done' : 'training.lessons.again') | transloco }}
                  <span class="sub"><cm-time [at]="at" [dayOnly]="true" /></span>
                } @else {
                  {{ 'training.lessons.open' | transloco }}
                }
              </td>
            </tr>
          }
        </tbody>
      </table>
    } @else {
      <cm-waiting [for]="lessons" />
    }
  </main>`,
})
export class LessonsPage {
  protected readonly lessons = inject(TrainingClient).lessons();
  protected readonly language = inject(Texts).language;
}
