import { type Act, type ActRule, ACTS } from './act-table.js';
import { STEPS } from './steps.js';

/** Entries that an act writes: always, and where the facts call for it. A list writes none. */
export type Emits = { readonly always: readonly string[]; readonly sometimes: readonly string[] };

/**
 * Kinds of audit entry that an act writes, from the table of steps or from the table of acts.
 * @source security 2.9
 */
export function emitsOf(act: Act): Emits {
  const rule: ActRule = ACTS[act];
  const rows = STEPS.filter((row) => row.act === rule.step);
  const sometimes = [...(rule.alsoEmits ?? []), ...rows.flatMap((row) => (row.alsoEmits ?? []).map((one) => one.kind))];
  return { always: [...new Set([...(rule.emits ?? []), ...rows.flatMap((row) => row.emits)])], sometimes: [...new Set(sometimes)] };
}
