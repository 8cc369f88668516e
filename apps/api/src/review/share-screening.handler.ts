import { Injectable } from '@nestjs/common';
import { lockRequest } from '../requests/request-row.js';
import { type Handler } from '../shared/answer.js';
import { type Due } from '../shared/outbox.js';
import { Seal } from '../shared/seal.js';
import { type Tx } from '../shared/transactions.js';
import { copyScreening } from './screening-copy.js';

/**
 * Hands a screening that a reviewer's answer made to the agency that asked, in whose name the next reviewer would be drawn. No route shows it there.
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
    const copies = await copyScreening(tx, this.seal, screening, { from: due.agencyId, to: request.agencyId, handling: request.handling });
    for (const copy of copies) await copy.write(screening.entryId);
    return [];
  }
}
