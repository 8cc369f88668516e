import { Component, computed, input, type ResourceRef } from '@angular/core';
import { Failed } from './failed';
import { Loading } from './loading';
import { refusalOf } from './refusal';

/** What stands in place of a read that has no value: loading, or why it failed. `@if (rows.hasValue()) { … } @else { <cm-waiting [for]="rows" /> }` */
@Component({
  selector: 'cm-waiting',
  imports: [Failed, Loading],
  template: `
    @defer (when problem(); prefetch on idle) {
      @if (problem(); as problem) {
        <cm-failed [problem]="problem" (again)="for().reload()" />
      }
    }
    @if (!problem()) {
      <cm-loading />
    }
  `,
})
export class Waiting {
  readonly for = input.required<Pick<ResourceRef<unknown>, 'error' | 'reload'>>();
  protected readonly problem = computed(() => {
    const error = this.for().error();
    return error ? refusalOf(error).problem : undefined;
  });
}
