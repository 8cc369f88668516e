import { type DecisionSeal } from '@comity/contract';
import { type ScreeningRow } from '../screening/screening-row.js';
import { type Officer } from '../shared/officer.js';
import { type Prepared, type Seal, type StorageClass } from '../shared/seal.js';
import { type Tx } from '../shared/transactions.js';
import { type DecidedScope } from './decided-scope.js';
import { type DecisionRecord, letterOf } from './decision-letter.js';
import { type Held } from './hold-review.js';

/** Commitments of the entry of a decision, by name. */
export type Commit = Record<'request' | 'screening' | 'reasons' | 'record' | 'roster' | 'letter', string>;

/** What the parties may read of a decision. */
export function recordOf(
  id: string,
  { request, review }: Held,
  screening: ScreeningRow,
  body: DecisionSeal,
  { scope, departs }: { scope: DecidedScope; departs: boolean },
): DecisionRecord {
  return {
    id,
    request: request.id,
    requestVersion: request.frozenVersion,
    outcome: body.outcome,
    position: review.position,
    round: request.round,
    lines: scope.rows,
    summary: scope.summary,
    departs,
    reasonsShareable: body.reasonsShareable,
    questions: body.questions ?? [],
    variants: body.variants ?? [],
    readBy: body.readBy ?? null,
    requestHash: body.requestHash,
    screeningHash: screening.resultHash,
  };
}

/** Seals every part that the entry commits to, under the key of the reviewer's agency. @param roster who sealed it, and with which certificate. */
export async function sealParts(
  tx: Tx,
  seal: Seal,
  officer: Officer,
  { request }: Held,
  record: DecisionRecord,
  { body, diff }: { body: DecisionSeal; diff: DecidedScope['diff'] },
  roster: object,
): Promise<{ commit: Commit; write: (entryId: string) => Promise<void> }> {
  const { reasonsShareable: shareable, reasonsInternal: internal, flagsAnswered = [], departure = null } = body;
  const parts: Record<keyof Commit, [StorageClass, unknown]> = {
    request: ['C1', body.requestHash],
    screening: ['C1', body.screeningHash],
    reasons: ['C4', { shareable, internal, flagsAnswered, departure }],
    record: ['C4', record],
    roster: ['C1', roster],
    letter: ['C4', letterOf(request.ref, record, diff)],
  };
  const prepared: [string, Prepared][] = [];
  for (const [path, [storageClass, value]] of Object.entries(parts)) {
    const place = {
      agencyId: officer.agencyId,
      record: { type: 'decision', id: record.id },
      version: 1,
      class: storageClass,
      path,
      handling: request.handling,
    };
    prepared.push([path, await seal.prepare(tx, place, value)]);
  }
  return {
    commit: Object.fromEntries(prepared.map(([path, { commitment }]) => [path, commitment])) as unknown as Commit,
    write: async (entryId) => {
      for (const [, sealed] of prepared) await sealed.write(entryId);
    },
  };
}
