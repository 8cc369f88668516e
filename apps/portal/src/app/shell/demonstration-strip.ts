import { Component, inject } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import { SignIn } from '../shared/sign-in';
import { StripActs } from './strip-acts';

/** Says on every page that this is the demonstration. What it offers to somebody signed in is loaded for them. @source experience.md 9 */
@Component({
  selector: 'cm-demonstration-strip',
  imports: [StripActs, TranslocoPipe],
  template: `<aside class="cm-demo" [attr.aria-label]="'shell.demo.label' | transloco">
    <strong>{{ 'shell.demo.word' | transloco }}</strong>
    <span>{{ 'shell.demo.what' | transloco }}</span>
    @defer (when signIn.isIn()) {
      @if (signIn.isIn()) {
        <cm-strip-acts />
      }
    }
  </aside>`,
})
export class DemonstrationStrip {
  protected readonly signIn = inject(SignIn);
}
