import { Component, inject } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import { Failed } from '../shared/failed';
import { Moment } from '../shared/moment';
import { DraftEditor } from './draft-editor';

/** Whether the server has what is on the page; always in sight. */
@Component({
  selector: 'cm-draft-save',
  imports: [Failed, Moment, TranslocoPipe],
  template: `@let state = editor.saveState();
    <span class="cm-save" role="status">
      @switch (state.is) {
        @case ('saved') {
          {{ 'requests.save.saved' | transloco }}
          @if ($any(state).at; as at) {
            <cm-time [at]="at" />
          }
        }
        @case ('failed') {
          {{ 'requests.save.failed' | transloco }}
          <button type="button" class="cm-btn quiet small" (click)="editor.save()">{{ 'shared.failed.again' | transloco }}</button>
        }
        @case ('clash') {
          {{ 'requests.save.clash' | transloco }}
        }
        @default {
          {{ 'requests.save.saving' | transloco }}
        }
      }
    </span>
    @if (state.is === 'failed') {
      <cm-failed [problem]="$any(state).problem" [retry]="false" />
    }`,
})
export class DraftSave {
  protected readonly editor = inject(DraftEditor);
}
