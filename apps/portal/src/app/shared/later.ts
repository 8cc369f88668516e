import { Component, input } from '@angular/core';

/** Not yet visible: stands where something appears once the condition, a sentence, is met. @source experience.md 1.7 */
@Component({ selector: 'cm-later', template: `<p class="cm-later">{{ until() }}</p>` })
export class Later {
  readonly until = input.required<string>();
}
