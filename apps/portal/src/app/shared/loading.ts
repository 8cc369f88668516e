import { Component } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';

/** Grey shapes after 300 ms, a sentence after 10 s; nothing moves. */
@Component({
  selector: 'cm-loading',
  imports: [TranslocoPipe],
  template: `<div class="cm-loading" role="status">
    <span class="vh">{{ 'shared.loading.short' | transloco }}</span><i></i><i></i><i></i>
    <p class="note">{{ 'shared.loading.long' | transloco }}</p>
  </div>`,
})
export class Loading {}
