import { Component, computed, input } from '@angular/core';

/** Digits that are read at a glance. */
const GROUP = /.{1,4}/g;

/**
 * A hash in groups of four, left to right, that copies as one unbroken text; groups that differ from `against` are marked:
 * `<cm-hash [value]="computed" [against]="published" />`. Both are hexadecimal. @source visual-language.md 4
 */
@Component({
  selector: 'cm-hash',
  template: `<bdi class="cm-hash" dir="ltr">
    @for (group of groups(); track $index) {
      @if (group.differs) {
        <b>{{ group.text }}</b>
      } @else {
        <span>{{ group.text }}</span>
      }
      <wbr />
    }
  </bdi>`,
})
export class HashGroups {
  readonly value = input.required<string>();
  readonly against = input<string>();
  protected readonly groups = computed(() => {
    const expected = this.against()?.match(GROUP);
    return (this.value().match(GROUP) ?? []).map((text, at) => ({ text, differs: expected !== undefined && expected?.[at] !== text }));
  });
}
