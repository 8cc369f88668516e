import { type AuditRowView, type ProofState } from '@comity/contract';
import { type StoredEntry } from './entry-store.js';

/** The members of an entry's body that lists show. */
export interface EntryBody {
  id: string;
  kind: string;
  at: string;
  actor: { agency?: string; jurisdiction?: string; officer?: string; role?: string };
  on?: { id: string; type: string };
  case?: string;
  parties?: string[];
}

export const bodyOf = (entry: Pick<StoredEntry, 'body'>): EntryBody => JSON.parse(entry.body.toString('utf8')) as EntryBody;

/** A server can say `signed` or `claimed`; `proved` is for whoever checked the proof. */
export const proofState = (index: number | null, publishedSize: number): ProofState => (index !== null && index < publishedSize ? 'signed' : 'claimed');

export function toRow(entry: StoredEntry, publishedSize: number): AuditRowView {
  const body = bodyOf(entry);
  return {
    index: entry.index,
    entryId: entry.entryId,
    kind: body.kind,
    at: body.at,
    agency: body.actor.agency ?? null,
    jurisdiction: body.actor.jurisdiction ?? null,
    role: body.actor.role ?? null,
    actor: body.actor.officer ?? null,
    on: body.on ?? null,
    case: body.case ?? null,
    parties: body.parties ?? [],
    proof: proofState(entry.index, publishedSize),
  };
}
