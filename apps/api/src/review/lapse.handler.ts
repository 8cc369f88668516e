import { append } from '@comity/audit';
import { ANSWER_DAYS, step } from '@comity/casework';
import { Injectable } from '@nestjs/common';
import { changeRequest, lockRequest, partiesOf } from '../requests/request-row.js';
import { counting, sealedDecisions } from '../requests/standing-decisions.js';
import { type Handler } from '../shared/answer.js';
import { type Due } from '../shared/outbox.js';
import { momentOf, type Tx } from '../shared/transactions.js';
import { sealedAtMs } from './waiting-times.js';

const DAY_MS = 86_400_000;

/** Ends a returned request that nobody answered in time. One that was answered, or returned again since, is left alone. */
@Injectable()
export class LapseHandler implements Handler {
  readonly kind = 'lapse';

  async run(tx: Tx, due: Due): Promise<Due[]> {
    const request = await lockRequest(tx, due.subject);
    const decisions = request.state === 'returned' ? counting(request.state, await sealedDecisions(tx, request)) : [];
    if (decisions.length === 0 || sealedAtMs(decisions) + ANSWER_DAYS * DAY_MS > momentOf(tx).now.getTime()) return [];
    const next = step('request', request.state, 'request.lapse', { due: true });
    const log = await append(tx, {
      kind: 'request.lapsed',
      actor: { service: 'deadlines' },
      on: { type: 'request', id: request.id },
      case: request.id,
      parties: partiesOf(request),
      data: { from: request.state, to: next.to, version: request.version + 1 },
    });
    await changeRequest(tx, request, { state: next.to, entryId: log.entryId });
    return [];
  }
}
