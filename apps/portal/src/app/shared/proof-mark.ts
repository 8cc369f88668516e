import { Component, input } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import { Icon } from './icon';
import { nextId } from './next-id';

/** How sure a statement about the past is. `broken` is the state of a check that does not hold, not a fifth degree. @source experience.md 1.15 */
export const PROOFS = ['proved', 'signed', 'claimed', 'unknown', 'broken'] as const;
export type Proof = (typeof PROOFS)[number];

/** A mark with its word and shape; it opens its reason, which stands inside it: `<cm-proof mark="signed">which entry, which head</cm-proof>`. */
@Component({
  selector: 'cm-proof',
  imports: [Icon, TranslocoPipe],
  template: `
    <button
      type="button"
      class="cm-mark"
      [class.bare]="bare()"
      [attr.popovertarget]="id"
      [attr.data-mark]="mark()"
      [attr.data-proof]="mark() === 'broken' ? 'unknown' : mark()"
    >
      <cm-icon [name]="'mark-' + mark()" />{{ 'shared.proof.' + mark() | transloco }}
    </button>
    <div popover class="cm-over" [id]="id">
      <p>{{ 'shared.proofMeans.' + mark() | transloco }}</p>
      <ng-content />
    </div>
  `,
})
export class ProofMark {
  readonly mark = input.required<Proof>();
  /** Without its frame, in lists. */
  readonly bare = input(false);
  protected readonly id = nextId('proof');
}
