import { Injectable } from '@nestjs/common';
import { lockRequest } from '../requests/request-row.js';
import { type Handler } from '../shared/answer.js';
import { type Due, owe } from '../shared/outbox.js';
import { Seal } from '../shared/seal.js';
import { type Tx } from '../shared/transactions.js';
import { type DecisionRecord, type Letter, letterPlace, type SharedDecision } from './decision-letter.js';

/** Hands the letter of a decision that counts to the agency that asked, under its own key. Runs in the context of the agency of who sealed it. */
@Injectable()
export class HandOverHandler implements Handler {
  readonly kind = 'hand-over';

  constructor(private readonly seal: Seal) {}

  async run(tx: Tx, due: Due): Promise<Due[]> {
    const [seen] = await tx.query<{ requestId: string }[]>('select request_id as "requestId" from comity.decision where id = $1', [due.subject]);
    if (!seen) return [];
    const request = await lockRequest(tx, seen.requestId);
    const [decision] = await tx.query<{ entryId: string }[]>(
      `select entry_id as "entryId" from comity.decision where id = $1 and state = 'sealed' and request_version = $2 and round = $3`,
      [due.subject, request.frozenVersion, request.round],
    );
    if (!decision) return [];
    const place = { agencyId: due.agencyId, record: { type: 'decision', id: due.subject }, version: 1 };
    const record = await this.seal.open<DecisionRecord>(tx, { ...place, path: 'record' });
    const letter = await this.seal.open<Letter>(tx, { ...place, path: 'letter' });
    const shared: SharedDecision = { record: record.value, letter: letter.value };
    const copy = await this.seal.prepare(
      tx,
      { ...letterPlace(request.agencyId, due.subject), class: 'C4', handling: request.handling, snapshot: true },
      shared,
    );
    await copy.write(decision.entryId);
    return [await owe(tx, { queue: 'work', kind: 'settle', subject: request.id, agencyId: request.agencyId })];
  }
}
