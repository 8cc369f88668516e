import { Injectable } from '@nestjs/common';
import { lockRequest } from '../requests/request-row.js';
import { type Handler } from '../shared/answer.js';
import { type Due } from '../shared/outbox.js';
import { Seal } from '../shared/seal.js';
import { type Tx } from '../shared/transactions.js';
import { copyScreening } from './screening-copy.js';

/**
 * Hands a screening that a reviewer's answer made to the agency that asked, in whose name the next reviewer would be drawn, and to whoever is drawn beside.
 * Runs in the context of the reviewer's agency.
 */
@Injectable()
export class ShareScreeningHandler implements Handler {
  readonly kind = 'share-screening';

  constructor(private readonly seal: Seal) {}

  async run(tx: Tx, due: Due): Promise<Due[]> {
    const [screening] = await tx.query<{ id: string; version: number; requestId: string; entryId: string }[]>(
      'select id, version, request_id as "requestId", entry_id as "entryId" from comity.screening where id = $1',
      [due.subject],
    );
    if (!screening) return [];
    const request = await lockRequest(tx, screening.requestId);
    const drawn = await tx.query<{ agencyId: string }[]>(
      'select distinct agency_id as "agencyId" from comity.review where request_id = $1 and ended_at is null order by 1',
      [request.id],
    );
    for (const to of new Set([request.agencyId, ...drawn.map(({ agencyId }) => agencyId)])) {
      const copies = await copyScreening(tx, this.seal, screening, { from: due.agencyId, to, handling: request.handling });
      for (const copy of copies) await copy.write(screening.entryId);
    }
    return [];
  }
}
