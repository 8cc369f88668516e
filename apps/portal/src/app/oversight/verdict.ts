import { Component, input } from '@angular/core';
import { type Proof, ProofMark } from '../shared/proof-mark';

/** The sentence that a check ends with, beside its mark; what it does not say goes inside. Spoken when it changes. */
@Component({
  selector: 'cm-verdict',
  imports: [ProofMark],
  template: `<section class="cm-verdict" [attr.data-mark]="mark()" aria-live="polite">
    <cm-proof [mark]="mark()" />
    <div>
      <p class="lead">{{ sentence() }}</p>
      <div class="second"><ng-content /></div>
    </div>
  </section>`,
})
export class Verdict {
  readonly mark = input.required<Proof>();
  readonly sentence = input.required<string>();
}
