import { Component, input } from '@angular/core';
import { Icon } from './icon';

/** Stands in place of a value that is sealed or masked, by a neutral label; the way to reveal it, where there is one, goes inside. @source experience.md 1.9 */
@Component({
  selector: 'cm-masked',
  imports: [Icon],
  template: `<span class="cm-masked"><cm-icon name="i-masked" />{{ label() }}</span> <ng-content />`,
})
export class Masked {
  readonly label = input.required<string>();
}
