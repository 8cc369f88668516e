import { type ReferralDraft, type ReferralView } from '@comity/contract';

/** The content that was read, as the draft that is written: what is null there is absent here. */
export function draftOf(content: ReferralView['content']): ReferralDraft {
  return withoutNulls(content) as ReferralDraft;
}

function withoutNulls(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutNulls);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).flatMap(([name, member]) => (member === null ? [] : [[name, withoutNulls(member)]])));
}
