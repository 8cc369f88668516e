import { type CertificateKind } from '@comity/casework';
import { type Officer } from '../shared/officer.js';
import { type Tx } from '../shared/transactions.js';
import { type ExamRule } from './bank-files.js';

const HOUR_MS = 3_600_000;

/** Failures in a row since the last pass of this kind, and until when the last one makes wait; null where none did. */
export async function waitUntil(
  tx: Tx,
  officer: Officer,
  kind: CertificateKind,
  rule: Pick<ExamRule, 'waitHours'>,
): Promise<{ failures: number; until: Date | null }> {
  const ended = await tx.query<{ state: string; endedAt: Date }[]>(
    `select state, ended_at as "endedAt" from comity.exam where person_id = $1 and kind = $2 and state <> 'running' order by ended_at desc, id desc`,
    [officer.personId, kind],
  );
  const passedAt = ended.findIndex(({ state }) => state === 'passed');
  const failures = passedAt < 0 ? ended.length : passedAt;
  const hours = rule.waitHours[Math.min(failures, rule.waitHours.length) - 1];
  return { failures, until: failures === 0 || hours === undefined ? null : new Date(ended[0]!.endedAt.getTime() + hours * HOUR_MS) };
}
