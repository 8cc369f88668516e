import { type QuestionRowView, type QuestionText, type QuestionView } from '@comity/contract';
import { type Officer } from '../shared/officer.js';
import { Problem } from '../shared/problem.js';
import { type Tx } from '../shared/transactions.js';
import { type BankQuestion } from './bank-files.js';

/** A version of a question as stored; the newest one counts, earlier ones stay for the attempts that drew them. */
export interface QuestionRow {
  id: string;
  code: string;
  version: number;
  topic: string;
  level: string;
  state: 'active' | 'retired';
  body: Pick<BankQuestion, 'correct' | 'question' | 'options' | 'explanation' | 'sources' | 'checks'>;
  madeAt: Date;
  taken: number;
  facility: number | null;
  discrimination: number | null;
  proposalId: string | null;
  change: 'retire' | 'restore' | 'edit' | null;
  proposedBy: string | null;
  proposedAt: Date | null;
  reason: string | null;
  proposedText: QuestionText | null;
  proposerCommitment: string | null;
}

/** From this many attempts on an item is judged; from these figures on it is to be looked at. @source proportionality.md 19 */
export const ITEM_LIMITS = { taken: 50, facility: 0.95, discrimination: 0.2 } as const;

const SELECT = `select q.id, q.code, q.version, q.topic, q.level, q.state, q.body, q.made_at as "madeAt", coalesce(s.taken, 0)::int as taken, s.facility, s.discrimination,
    p.id as "proposalId", p.change, p.person_id as "proposedBy", p.proposed_at as "proposedAt", p.reason, p.body as "proposedText", p.commitment as "proposerCommitment"
  from (select distinct on (id) * from comity.exam_question order by id, version desc) q
  left join comity.item_statistics() s on s.question_id = q.id and s.question_version = q.version
  left join comity.question_change p on p.question_id = q.id and p.state = 'open'`;

export const questionRows = (tx: Tx): Promise<QuestionRow[]> => tx.query<QuestionRow[]>(`${SELECT} order by q.code`);

/** @throws {Problem} `not-found` */
export async function questionRow(tx: Tx, id: string): Promise<QuestionRow> {
  const [row] = await tx.query<QuestionRow[]>(`${SELECT} where q.id = $1`, [id]);
  if (!row) throw new Problem('not-found');
  return row;
}

function noticesOf({ taken, facility, discrimination }: QuestionRow): QuestionRowView['notices'] {
  if (taken < ITEM_LIMITS.taken) return [];
  return [
    ...(facility !== null && facility > ITEM_LIMITS.facility ? (['too-easy'] as const) : []),
    ...(discrimination !== null && discrimination < ITEM_LIMITS.discrimination ? (['does-not-discriminate'] as const) : []),
  ];
}

const hundredths = (value: number | null): number | null => (value === null ? null : Math.round(value * 100));

export const questionRowView = (row: QuestionRow, officer: Officer): QuestionRowView => ({
  id: row.id,
  code: row.code,
  version: row.version,
  topic: row.topic,
  level: row.level,
  state: row.state,
  question: row.body.question,
  taken: row.taken,
  facility: hundredths(row.facility),
  discrimination: hundredths(row.discrimination),
  notices: noticesOf(row),
  proposal:
    row.proposalId && row.change && row.proposedAt
      ? { id: row.proposalId, change: row.change, byMe: row.proposedBy === officer.personId, at: row.proposedAt.toISOString() }
      : null,
});

export const questionView = (row: QuestionRow, versions: QuestionView['versions'], officer: Officer): QuestionView => {
  const { correct, question, options, explanation, sources, checks } = row.body;
  return {
    ...questionRowView(row, officer),
    text: { correct, question, options, explanation },
    sources,
    checks,
    versions,
    proposed: row.reason === null ? null : { reason: row.reason, text: row.proposedText },
  };
};
