import { LOG_ID } from '@comity/audit';
import { formatNote, receiptText } from '@comity/transparency-log';
import { NotSigned, type SignerParts } from './sign-checkpoint.js';

/** Seconds within which a published checkpoint will cover the entry. @source log.md 9.3 */
const PROMISE_S = 86_400;

/**
 * Receipt of an entry that is committed and waits for its index or has one: a signed note that both sides of an act keep.
 * What it says is read from the entry here, so nobody can have a receipt signed for something else.
 * @throws {NotSigned} when there is no such entry, or the log is frozen and promises nothing.
 * @source log.md 9.3
 */
export async function signReceipt({ client, receiptKey, origin }: SignerParts, entryId: string): Promise<string> {
  const frozen = await client.query('SELECT 1 FROM tlog.log WHERE log_id = $1 AND frozen_at IS NOT NULL', [LOG_ID]);
  if (frozen.rows.length > 0) throw new NotSigned('frozen');
  const found = await client.query<{ id: string; leaf_hash: Buffer; at: Date }>({
    name: 'receipt',
    text: 'SELECT id, leaf_hash, at FROM tlog.receipt_facts($1::smallint, $2::bigint)',
    values: [LOG_ID, entryId],
  });
  const facts = found.rows[0];
  if (!facts) throw new NotSigned('no-entry');
  const text = receiptText({ origin, entry: facts.id, leaf: facts.leaf_hash, issuedAt: facts.at.toISOString(), promiseS: PROMISE_S });
  return formatNote(text, [await receiptKey.sign(text)]);
}
