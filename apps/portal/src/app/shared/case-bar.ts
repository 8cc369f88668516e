import { Component, effect, inject, input, type OnDestroy, Service, signal, type TemplateRef, viewChild, afterNextRender } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import { type Bound, PrintFoot } from './print-foot';

/** Where the frame finds the case bar of the page that is open. */
@Service()
export class CaseBarPlace {
  readonly template = signal<TemplateRef<unknown> | undefined>(undefined);
}

/** Puts its content into the bar under the top bar: `<cm-case-bar [state]="view.state">reference, A → B, offence, clock, state, my part</cm-case-bar>`. */
@Component({
  selector: 'cm-case-bar',
  imports: [TranslocoPipe],
  template: `<ng-template #bar
    ><div class="cm-case" role="region" [attr.aria-label]="'shared.caseBar' | transloco" [attr.data-state]="state()"><ng-content /></div
  ></ng-template>`,
})
export class CaseBar implements OnDestroy {
  readonly state = input.required<string>();
  /** What stands at the foot of each sheet when the page is printed. */
  readonly bound = input<Bound>();
  private readonly foot = inject(PrintFoot);
  private readonly place = inject(CaseBarPlace);
  private readonly bar = viewChild.required<TemplateRef<unknown>>('bar');

  constructor() {
    afterNextRender(() => this.place.template.set(this.bar()));
    effect(() => this.foot.bound.set(this.bound()));
  }

  ngOnDestroy(): void {
    this.place.template.set(undefined);
    this.foot.bound.set(undefined);
  }
}
