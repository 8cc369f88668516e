import { Injectable } from '@nestjs/common';
import { type Handler } from '../shared/answer.js';
import { type Due } from '../shared/outbox.js';
import { Seal } from '../shared/seal.js';
import { type Tx } from '../shared/transactions.js';
import { packageHash } from './granted-table.js';
import { type Package } from './send-disclosure.js';

/** The package on its way is not the one that was sent. */
class PackageChanged extends Error {}

/** Re-seals a sent package for the agency that asked. Leaves a package alone that is past `sent`. */
@Injectable()
export class DeliverDisclosure implements Handler {
  readonly kind = 'deliver-disclosure';

  constructor(private readonly seal: Seal) {}

  async run(tx: Tx, due: Due): Promise<Due[]> {
    const [sent] = await tx.query<{ state: string; requesting: string; hash: string; handling: string[]; entryId: string }[]>(
      'select state, requesting_agency_id as requesting, package_hash as hash, handling, entry_id as "entryId" from comity.disclosure where id = $1 for update',
      [due.subject],
    );
    if (sent?.state !== 'sent') return [];
    const place = { agencyId: due.agencyId, record: { type: 'disclosure', id: due.subject }, version: 1, path: 'package' };
    const { value } = await this.seal.open<Package>(tx, place);
    if (packageHash(value) !== sent.hash) throw new PackageChanged();
    const copy = await this.seal.prepare(tx, { ...place, agencyId: sent.requesting, class: 'C2', handling: sent.handling, snapshot: true }, value);
    await copy.write(sent.entryId);
    await tx.query("update comity.disclosure set state = 'delivered', version = version + 1, delivered_at = comity.now() where id = $1", [due.subject]);
    return [];
  }
}
