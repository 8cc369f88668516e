import { append } from '@comity/audit';
import { Injectable } from '@nestjs/common';
import { type Handler } from '../shared/answer.js';
import { type Due } from '../shared/outbox.js';
import { type Tx } from '../shared/transactions.js';

/** Writes the end of a certificate into the log when its time is over. It stopped to count at that moment by itself; one that was suspended or revoked has its entry. */
@Injectable()
export class ExpireCertificateHandler implements Handler {
  readonly kind = 'expire-certificate';

  async run(tx: Tx, due: Due): Promise<Due[]> {
    const [row] = await tx.query<{ state: string; isOver: boolean }[]>(
      'select state, valid_to <= comity.now() as "isOver" from comity.certificate where id = $1 for update',
      [due.subject],
    );
    if (row?.state !== 'valid' || !row.isOver) return [];
    const log = await append(tx, {
      kind: 'certificate.state_changed',
      actor: { service: 'worker' },
      on: { type: 'certificate', id: due.subject },
      data: { from: 'valid', to: 'expired', cause: 'expired' },
    });
    await tx.query('update comity.certificate set version = version + 1, changed_entry_id = $2 where id = $1', [due.subject, log.entryId]);
    return [];
  }
}
