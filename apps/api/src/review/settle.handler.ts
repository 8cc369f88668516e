import { ANSWER_DAYS, type RequestState, REVIEW_STATES } from '@comity/casework';
import { Inject, Injectable } from '@nestjs/common';
import { lockRequest } from '../requests/request-row.js';
import { counting, sealedDecisions } from '../requests/standing-decisions.js';
import { type Handler } from '../shared/answer.js';
import { type Config } from '../shared/config.js';
import { DoesNotOpen } from '../shared/envelope.js';
import { type Due, owe } from '../shared/outbox.js';
import { Seal } from '../shared/seal.js';
import { CONFIG } from '../shared/tokens.js';
import { type Tx } from '../shared/transactions.js';
import { openDecisionLetter } from './decision-letter.js';
import { waitS } from './waiting-times.js';

const DAY_S = 86_400;

/**
 * What follows a decision, in the context of the agency that asks: somebody else is drawn, or the letters of the decisions that count are handed over one after
 * the other, and then what was granted is dispatched, or the time for an answer begins.
 */
@Injectable()
export class SettleHandler implements Handler {
  readonly kind = 'settle';

  constructor(
    private readonly seal: Seal,
    @Inject(CONFIG) private readonly config: Pick<Config, 'mode'>,
  ) {}

  async run(tx: Tx, due: Due): Promise<Due[]> {
    const request = await lockRequest(tx, due.subject);
    const owed = { queue: 'work', subject: request.id, agencyId: request.agencyId } as const;
    if ((REVIEW_STATES as readonly RequestState[]).includes(request.state)) return [await owe(tx, { ...owed, kind: 'allocate' })];
    const decisions = counting(request.state, await sealedDecisions(tx, request));
    for (const { id, agencyId } of decisions)
      if (!(await this.isHandedOver(tx, request.agencyId, id))) return [await owe(tx, { queue: 'work', kind: 'hand-over', subject: id, agencyId })];
    if (request.state === 'granted') return [await owe(tx, { ...owed, kind: 'dispatch', afterS: waitS(this.config.mode, request.track, decisions) })];
    return request.state === 'returned' ? [await owe(tx, { ...owed, kind: 'lapse', afterS: ANSWER_DAYS * DAY_S })] : [];
  }

  private async isHandedOver(tx: Tx, agencyId: string, decisionId: string): Promise<boolean> {
    try {
      await openDecisionLetter(tx, this.seal, { agencyId, decisionId });
      return true;
    } catch (error) {
      if (error instanceof DoesNotOpen) return false;
      throw error;
    }
  }
}
