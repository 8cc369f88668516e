import { append } from '@comity/audit';
import { newId } from '../shared/new-id.js';
import { actorOf, type Officer } from '../shared/officer.js';
import { type Seal } from '../shared/seal.js';
import { momentOf, type Tx } from '../shared/transactions.js';
import { type ExamRule } from './bank-files.js';
import { type ExamRow } from './exam-row.js';
import { type Marked } from './mark-exam.js';

/** The same day and time so many months later; the last day of a shorter month. */
export function monthsAfter(at: Date, months: number): Date {
  const later = new Date(at);
  later.setUTCMonth(at.getUTCMonth() + months, 1);
  const lastDay = new Date(Date.UTC(later.getUTCFullYear(), later.getUTCMonth() + 1, 0)).getUTCDate();
  later.setUTCDate(Math.min(at.getUTCDate(), lastDay));
  return later;
}

/**
 * Prepares the certificate of an examination that was passed. Nobody issues one by hand: the examination's own act does, and the database refuses a
 * certificate without an examination of that person and kind that was passed.
 * @returns writes entry and row; called after the examination itself is marked as passed.
 */
export async function issueCertificate(
  tx: Tx,
  seal: Seal,
  officer: Officer,
  exam: Pick<ExamRow, 'id' | 'kind' | 'form'>,
  { rule, scorePercent, topics }: Marked & { rule: ExamRule },
): Promise<() => Promise<void>> {
  const id = newId();
  const from = momentOf(tx).now;
  const to = monthsAfter(from, rule.validMonths);
  const place = { agencyId: officer.agencyId, record: { type: 'certificate', id }, version: 0, path: 'record', class: 'C1' } as const;
  const sealed = await seal.prepare(tx, place, { officer: officer.officerId, kind: exam.kind, exam: exam.id, scorePercent, topics });
  return async () => {
    const log = await append(tx, {
      kind: 'certificate.issued',
      actor: actorOf(officer),
      on: { type: 'certificate', id },
      data: { certificate_kind: exam.kind, form: exam.form, valid_from: from.toISOString(), valid_to: to.toISOString(), issued_by: 'exam' },
      commit: { record: sealed.commitment },
    });
    await sealed.write(log.entryId);
    await tx.query(
      `insert into comity.certificate (id, officer_id, person_id, agency_id, kind, form, valid_from, valid_to, state, issued_by, entry_id, exam_id, score_percent)
       values ($1, $2, $3, $4, $5, $6, $7, $8, 'valid', $2, $9, $10, $11)`,
      [id, officer.officerId, officer.personId, officer.agencyId, exam.kind, exam.form, from, to, log.entryId, exam.id, scorePercent],
    );
  };
}
