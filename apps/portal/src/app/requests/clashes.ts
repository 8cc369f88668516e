import { type RequestDraft } from '@comity/contract';
import { leavesOf, type Pointer, valueAt, withValue } from './pointers';

/** A field that this page and somebody else changed to different values. */
export interface Clash {
  pointer: Pointer;
  mine: unknown;
  theirs: unknown;
}

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);
const LISTS: readonly Pointer[] = ['/lines', '/authorisations'];

/** Places to compare. A list whose length differs is compared whole: its members have no name of their own. */
function places(...drafts: readonly RequestDraft[]): Pointer[] {
  const whole = LISTS.filter((list) => new Set(drafts.map((draft) => (valueAt(draft, list) as unknown[] | undefined)?.length ?? 0)).size > 1);
  const leaves = drafts.flatMap((draft) => leavesOf(draft)).map((leaf) => whole.find((list) => leaf === list || leaf.startsWith(`${list}/`)) ?? leaf);
  return [...new Set(leaves)];
}

/** Fields that both changed since `base`, to different values. */
export const clashesOf = (base: RequestDraft, mine: RequestDraft, theirs: RequestDraft): Clash[] =>
  places(base, mine, theirs)
    .map((pointer) => ({ pointer, was: valueAt(base, pointer), mine: valueAt(mine, pointer), theirs: valueAt(theirs, pointer) }))
    .filter((one) => !same(one.was, one.mine) && !same(one.was, one.theirs) && !same(one.mine, one.theirs))
    .map(({ pointer, mine: kept, theirs: other }) => ({ pointer, mine: kept, theirs: other }));

/** Mine, with what only they changed. */
export const merged = (base: RequestDraft, mine: RequestDraft, theirs: RequestDraft): RequestDraft =>
  places(base, mine, theirs)
    .filter((pointer) => same(valueAt(base, pointer), valueAt(mine, pointer)) && !same(valueAt(base, pointer), valueAt(theirs, pointer)))
    .reduce((draft, pointer) => withValue(draft, pointer, valueAt(theirs, pointer)), mine);
