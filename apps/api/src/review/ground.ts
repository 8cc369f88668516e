import { REFUSAL_GROUNDS } from '@comity/casework';
import { type Tx } from '../shared/transactions.js';

/** Codes by which something can be refused in this corridor: the common list, and what the corridor adds. */
export async function groundsOf(tx: Tx, corridorId: string | null): Promise<ReadonlySet<string>> {
  const [row] = await tx.query<{ grounds: { code: string }[] | null }[]>(`select body->'refusalGrounds' as grounds from comity.corridor where id = $1`, [
    corridorId,
  ]);
  return new Set<string>([...REFUSAL_GROUNDS, ...(row?.grounds ?? []).map((ground) => ground.code)]);
}
