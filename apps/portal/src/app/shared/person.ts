import { Component, input } from '@angular/core';
import { type Office } from './office';

/** A person with the role held, or the system. No face, no initials: `<cm-person name="Sample Officer 07" office="officer">officer, KE</cm-person>`. */
@Component({
  selector: 'cm-person',
  template: `<span class="cm-person" [class.two]="two()" [attr.data-office]="office()"
    ><b
      ><bdi>{{ name() }}</bdi></b
    >
    <span class="of"><ng-content /></span
  ></span>`,
})
export class Person {
  readonly name = input.required<string>();
  readonly office = input.required<Office | 'system'>();
  /** Role and unit on a line of their own. */
  readonly two = input(false);
}
