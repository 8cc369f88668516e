import { type RequestDraft } from '@comity/contract';
import { type PickedIdentifier } from './request-content.js';

/** Warning of a value in a range that belongs to nobody in particular: reserved, private, for documentation. @source exchange.md 1.9, last line */
const RESERVED = 'reserved';

/**
 * Lines whose identifier cannot be asked about, as JSON pointers: not one of the referral's, unrecognised, or a reserved address outside demonstration
 * mode. A value is never typed into a request, so an unknown id has no value at all.
 */
export function unusableIdentifiers(draft: RequestDraft, identifiers: readonly PickedIdentifier[], mode: 'demonstration' | 'production'): string[] {
  const usable = new Set(
    identifiers.filter(({ normal, warnings }) => normal !== null && (mode === 'demonstration' || !warnings.includes(RESERVED))).map(({ id }) => id),
  );
  return (draft.lines ?? []).flatMap(({ identifier }, index) => (identifier === undefined || usable.has(identifier) ? [] : [`#/lines/${index}/identifier`]));
}
