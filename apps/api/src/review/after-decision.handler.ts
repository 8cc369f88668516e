import { Inject, Injectable } from '@nestjs/common';
import { type Position, type Route, type Track } from '@comity/casework';
import { lockRequest } from '../requests/request-row.js';
import { type Handler } from '../shared/answer.js';
import { type Config } from '../shared/config.js';
import { type Due, owe } from '../shared/outbox.js';
import { Seal } from '../shared/seal.js';
import { CONFIG } from '../shared/tokens.js';
import { type Tx } from '../shared/transactions.js';
import { type DecisionRecord, type Letter, letterPlace, type SharedDecision } from './decision-letter.js';

/** Seconds of business time in which a decision can be recalled or a difference referred before it is dispatched. House rules. @source exchange.md 2.2 */
const WAIT_S = { demonstration: 10, production: 15 * 60 } as const;

/**
 * Hands the letter of a sealed decision to the agency that asked, under its own key, and asks for the dispatch of what was granted. A proposal goes to a
 * lead instead.
 */
@Injectable()
export class AfterDecisionHandler implements Handler {
  readonly kind = 'after-decision';

  constructor(
    private readonly seal: Seal,
    @Inject(CONFIG) private readonly config: Pick<Config, 'mode'>,
  ) {}

  async run(tx: Tx, due: Due): Promise<Due[]> {
    const [seen] = await tx.query<{ requestId: string }[]>('select request_id as "requestId" from comity.decision where id = $1', [due.subject]);
    if (!seen) return [];
    const request = await lockRequest(tx, seen.requestId);
    const [decision] = await tx.query<{ state: string; position: Position; route: Route; entryId: string }[]>(
      'select state, position, route, entry_id as "entryId" from comity.decision where id = $1',
      [due.subject],
    );
    if (decision?.state !== 'sealed') return [];
    // What is proposed on a recommended refusal is a lead's to read and nobody else's until they have sealed.
    if (decision.route === 'REFUSE_RECOMMENDED' && decision.position !== 'lead')
      return request.state === 'in_lead_review' ? [await owe(tx, { queue: 'work', kind: 'allocate', subject: request.id, agencyId: request.agencyId })] : [];
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
    if (request.state !== 'granted') return [];
    return [await owe(tx, { queue: 'work', kind: 'dispatch', subject: request.id, agencyId: request.agencyId, afterS: this.wait(request.track) })];
  }

  private wait(track: Track): number {
    return track === 'ordinary' ? WAIT_S[this.config.mode] : 0;
  }
}
