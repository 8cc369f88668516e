import { createHmac } from 'node:crypto';
import { reference, type ReferenceKind } from '@comity/casework';
import { type KeyRing } from './key-ring.js';
import { momentOf, type Tx } from './transactions.js';

/** The next number for people of this kind, year and jurisdiction. The counter's row stays locked until the act commits. */
export async function newReference(tx: Tx, keys: KeyRing, kind: ReferenceKind, jurisdiction: string): Promise<string> {
  const year = momentOf(tx).now.getUTCFullYear();
  const [{ counter }] = await tx.query<[{ counter: number }]>(
    `insert into comity.reference_counter as c (kind, year, jurisdiction, counter) values ($1, $2, $3, 0)
     on conflict (kind, year, jurisdiction) do update set counter = c.counter + 1 returning counter`,
    [kind, year, jurisdiction],
  );
  return reference(kind, year, jurisdiction, counter, (text) => createHmac('sha256', keys.references()).update(text).digest());
}
