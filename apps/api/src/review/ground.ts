import { REFUSAL_GROUNDS } from '@comity/casework';
import { type ScopeRowView } from '@comity/contract';
import { Problem } from '../shared/problem.js';
import { type Tx } from '../shared/transactions.js';

/** Codes by which something can be refused in this corridor: the common list, and what the corridor adds. */
export async function groundsOf(tx: Tx, corridorId: string | null): Promise<ReadonlySet<string>> {
  const [row] = await tx.query<{ grounds: { code: string }[] | null }[]>(`select body->'refusalGrounds' as grounds from comity.corridor where id = $1`, [
    corridorId,
  ]);
  return new Set<string>([...REFUSAL_GROUNDS, ...(row?.grounds ?? []).map((ground) => ground.code)]);
}

/** @throws {Problem} `incomplete` for a ground that neither the common list nor the corridor has. */
export async function knownGrounds(tx: Tx, corridorId: string | null, rows: readonly ScopeRowView[]): Promise<void> {
  const known = await groundsOf(tx, corridorId);
  const unknown = rows.filter((row) => row.ground !== null && !known.has(row.ground));
  if (unknown.length > 0)
    throw new Problem('incomplete', {
      errors: unknown.map((row) => ({ pointer: `#/lines/${row.line - 1}/ground`, code: 'ground-unknown', detail: 'No list has this ground.' })),
    });
}
