import { type CertificateKind } from '@comity/casework';
import { type ExamState } from '@comity/contract';
import { NOTHING } from '../shared/authorise.js';
import { type Officer } from '../shared/officer.js';
import { Problem } from '../shared/problem.js';
import { type Tx } from '../shared/transactions.js';
import { type BankQuestion, type ExamRule } from './bank-files.js';

/** An attempt as stored. The seed leaves only after it is finished. */
export interface ExamRow {
  id: string;
  kind: CertificateKind;
  form: string;
  ruleVersion: number;
  state: ExamState;
  seed: string;
  seedSalt: string;
  startedAt: Date;
  dueAt: Date;
  endedAt: Date | null;
  scorePercent: number | null;
  version: number;
}

/** A question of an attempt: what was drawn, in which order its options are shown, and what was chosen, counted as in the bank. */
export interface ExamItem {
  item: number;
  questionId: string;
  questionVersion: number;
  order: number[];
  chosen: number | null;
  code: string;
  topic: string;
  body: Pick<BankQuestion, 'correct' | 'question' | 'options' | 'explanation' | 'sources'>;
}

const COLUMNS = `id, kind, form, rule_version as "ruleVersion", state, seed, seed_salt as "seedSalt", started_at as "startedAt", due_at as "dueAt",
  ended_at as "endedAt", score_percent as "scorePercent", version`;

/** The caller's own attempt. @throws {Problem} `not-found` */
export async function ownExam(tx: Tx, officer: Officer, id: string, lock = false): Promise<ExamRow> {
  const [row] = await tx.query<ExamRow[]>(`select ${COLUMNS} from comity.exam where id = $1 and person_id = $2 ${lock ? 'for update' : ''}`, [
    id,
    officer.personId,
  ]);
  if (!row) throw new Problem('not-found');
  return row;
}

/** The caller's own attempts, newest first. */
export const ownExams = (tx: Tx, officer: Officer): Promise<ExamRow[]> =>
  tx.query<ExamRow[]>(`select ${COLUMNS} from comity.exam where person_id = $1 order by started_at desc, id desc limit 200`, [officer.personId]);

/** Questions of an attempt in the order in which they are asked. */
export const itemsOf = (tx: Tx, examId: string): Promise<ExamItem[]> =>
  tx.query<ExamItem[]>(
    `select a.item, a.question_id as "questionId", a.question_version as "questionVersion", a.option_order as "order", a.chosen, q.code, q.topic, q.body
       from comity.exam_answer a join comity.exam_question q on q.id = a.question_id and q.version = a.question_version
      where a.exam_id = $1 order by a.item`,
    [examId],
  );

/** The rule of an examination: the version in force, or the one that an attempt was started under. */
export async function examRule(tx: Tx, kind: CertificateKind, version?: number): Promise<ExamRule> {
  const [row] = await tx.query<{ version: number; body: ExamRule }[]>(
    `select version, body from comity.exam_rule
      where kind = $1 and (version = $2 or $2::int is null and valid_from <= comity.now()) order by version desc limit 1`,
    [kind, version ?? null],
  );
  // An empty rule set is an error, never a pass.
  if (!row) throw new Problem('closed', { rules: ['exam-rule'] });
  return { ...row.body, version: row.version };
}

/** How an attempt stands to the policy: it is its own person's, and nobody else's. */
export const examObject = (officer: Officer) => ({ ...NOTHING, ownerAgency: officer.agencyId, authors: [officer.personId] });

/** Number of an attempt or a certificate for people. */
export const shortRef = (prefix: 'EX' | 'CT', id: string): string => `${prefix}-${id.slice(-12).toUpperCase()}`;
