import { type Certificate, certificateFor, type CertificateKind } from '@comity/casework';
import { type Officer } from '../shared/officer.js';
import { momentOf, type Tx } from '../shared/transactions.js';

/**
 * The certificate by which somebody acts, read from its row and held until the act commits: a revocation that comes now waits, one that came before has won.
 * @returns null where none of the kind counts at this moment.
 */
export async function heldCertificate(tx: Tx, officer: Officer, kind: CertificateKind): Promise<Certificate | null> {
  const rows = await tx.query<(Omit<Certificate, 'validFrom' | 'validTo'> & { validFrom: Date; validTo: Date })[]>(
    'select id, kind, state, valid_from as "validFrom", valid_to as "validTo" from comity.hold_certificates($1, $2)',
    [officer.officerId, kind],
  );
  const held = rows.map((row) => ({ ...row, validFrom: row.validFrom.getTime(), validTo: row.validTo.getTime() }));
  return certificateFor(held, kind, momentOf(tx).now.getTime());
}
