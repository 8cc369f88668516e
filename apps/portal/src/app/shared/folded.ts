import { Component, input } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';

/** Explicit text behind a short neutral label; nothing of it is seen before a person opens it. @source experience.md 1.14 */
@Component({
  selector: 'cm-folded',
  imports: [TranslocoPipe],
  template: `<details class="cm-folded">
    <summary>{{ 'shared.showDetails' | transloco }}, {{ label() }}</summary>
    <ng-content />
  </details>`,
})
export class Folded {
  /** What it is about, in neutral words. */
  readonly label = input.required<string>();
}
