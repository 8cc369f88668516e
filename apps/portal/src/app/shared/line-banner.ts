import { Component } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';

/** Says that there is no line, what is safe and what is off until it is back. @source experience.md 1.7 */
@Component({
  selector: 'cm-line-banner',
  imports: [TranslocoPipe],
  template: `<div class="cm-banner" role="alert">
    <p>
      <strong>{{ 'shell.offline.title' | transloco }}</strong> {{ 'shell.offline.what' | transloco }}
    </p>
  </div>`,
})
export class LineBanner {}
