import { Component, output } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';

/** Says that the sign-in has ended, what is safe, and how to come back to this page. @source security.md 4.2 */
@Component({
  selector: 'cm-ended-banner',
  imports: [TranslocoPipe],
  template: `<div class="cm-banner" role="alert">
    <p>
      <strong>{{ 'shell.ended.title' | transloco }}</strong> {{ 'shell.ended.what' | transloco }}
    </p>
    <button type="button" class="cm-btn small" (click)="again.emit()">{{ 'shell.ended.again' | transloco }}</button>
  </div>`,
})
export class EndedBanner {
  readonly again = output();
}
