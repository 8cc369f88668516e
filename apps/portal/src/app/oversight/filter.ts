import { AUDIT_KINDS, type AuditKind, type AuditSearch } from '@comity/contract';

/** What the list is narrowed by, as it stands in the address; an empty text narrows nothing. */
export interface Filter {
  kind: string;
  agency: string;
  actor: string;
  case: string;
  from: string;
  to: string;
}
export const FILTER_NAMES = ['kind', 'agency', 'actor', 'case', 'from', 'to'] as const;

const areaOf = (kind: AuditKind): string => kind.split('.', 1)[0] ?? '';
/** Kinds under the thing that they happen to. */
export const KIND_GROUPS = [...new Set(AUDIT_KINDS.map(areaOf))].map((name) => ({ name, kinds: AUDIT_KINDS.filter((kind) => areaOf(kind) === name) }));

/** A day of the reader's calendar as an instant: its beginning, or its end. */
const instantOf = (day: string, time: string): string | undefined => {
  const at = new Date(`${day}T${time}`);
  return Number.isNaN(at.getTime()) ? undefined : at.toISOString();
};

/** The search of a filter. A value that the server would not read is sent as it is, so that the refusal names it. */
export function searchOf(filter: Filter, cursor: string | undefined): AuditSearch {
  const from = instantOf(filter.from, '00:00:00.000');
  const to = instantOf(filter.to, '23:59:59.999');
  return {
    limit: 50,
    ...(filter.kind ? { kinds: [filter.kind as AuditKind] } : {}),
    ...(filter.agency ? { agency: filter.agency } : {}),
    ...(filter.actor ? { actor: filter.actor } : {}),
    ...(filter.case ? { case: filter.case } : {}),
    ...(from ? { from } : {}),
    ...(to ? { to } : {}),
    ...(cursor ? { cursor } : {}),
  };
}
