import { type ExamRowView, type ExamRuleView, type ExamView } from '@comity/contract';
import { Injectable } from '@nestjs/common';
import { authorise } from '../shared/authorise.js';
import { type Officer } from '../shared/officer.js';
import { momentOf, Transactions, type Tx } from '../shared/transactions.js';
import { CERTIFICATE_OF } from '../units/roster.js';
import { type ExamItem, examObject, examRule, type ExamRow, itemsOf, ownExam, ownExams, shortRef } from './exam-row.js';
import { type TopicResult } from './mark-exam.js';
import { waitUntil } from './waiting.js';

/** Reads examinations of the caller. Before an attempt is finished nothing of what is right leaves the server. */
@Injectable()
export class ReadExam {
  constructor(private readonly transactions: Transactions) {}

  list(officer: Officer): Promise<ExamRowView[]> {
    return this.transactions.as(officer, async (tx) => {
      const rows = await ownExams(tx, officer);
      const views: ExamRowView[] = [];
      for (const row of rows) views.push(rowView(row, await counts(tx, row.id)));
      return views;
    });
  }

  get(officer: Officer, id: string): Promise<ExamView> {
    return this.transactions.as(officer, async (tx) => {
      const exam = await ownExam(tx, officer, id);
      authorise(officer, 'exam.get', examObject(officer), momentOf(tx));
      const items = await itemsOf(tx, exam.id);
      const row = rowView(exam, { items: items.length, answered: items.filter(({ chosen }) => chosen !== null).length });
      const over = exam.state !== 'running';
      return { ...row, questions: items.map((item) => questionView(item, over)), ...(over ? { result: await resultOf(tx, exam) } : {}) };
    });
  }

  /** For each kind that a role of the caller needs: what it asks, and from when it may be taken. */
  rules(officer: Officer): Promise<ExamRuleView[]> {
    return this.transactions.as(officer, async (tx) => {
      const kinds = [...new Set(officer.roles.flatMap((role) => CERTIFICATE_OF[role] ?? []))].sort();
      const [running] = await tx.query<{ id: string; kind: string }[]>("select id, kind from comity.exam where person_id = $1 and state = 'running'", [
        officer.personId,
      ]);
      const views: ExamRuleView[] = [];
      for (const kind of kinds) {
        const rule = await examRule(tx, kind);
        const { failures, until } = await waitUntil(tx, officer, kind, rule);
        views.push({
          kind,
          version: rule.version,
          items: Object.values(rule.items).reduce((sum, count) => sum + count, 0),
          minutes: rule.minutes,
          passPercent: rule.passPercent,
          mandatoryTopics: rule.mandatory.topics,
          mandatoryPercent: rule.mandatory.percent,
          waitHours: rule.waitHours,
          validMonths: rule.validMonths,
          running: running?.kind === kind ? running.id : null,
          waitUntil: until && momentOf(tx).now < until ? until.toISOString() : null,
          failures,
        });
      }
      return views;
    });
  }
}

async function counts(tx: Tx, examId: string): Promise<{ items: number; answered: number }> {
  const [row] = await tx.query<[{ items: number; answered: number }]>(
    'select count(*)::int as items, count(chosen)::int as answered from comity.exam_answer where exam_id = $1',
    [examId],
  );
  return row;
}

const rowView = (exam: ExamRow, { items, answered }: { items: number; answered: number }): ExamRowView => ({
  id: exam.id,
  ref: shortRef('EX', exam.id),
  kind: exam.kind,
  form: exam.form,
  state: exam.state,
  items,
  answered,
  startedAt: exam.startedAt.toISOString(),
  dueAt: exam.dueAt.toISOString(),
  endedAt: exam.endedAt?.toISOString() ?? null,
  scorePercent: exam.scorePercent,
  version: exam.version,
});

/** A question as it is shown: its options in the order of this attempt, and numbers that count in that order. */
function questionView({ item, order, chosen, topic, body }: ExamItem, over: boolean): ExamView['questions'][number] {
  const shown = { no: item, question: body.question, options: order.map((at) => body.options[at]!), chosen: chosen === null ? null : order.indexOf(chosen) };
  if (!over) return shown;
  const { correct, explanation, sources } = body;
  return { ...shown, marked: { right: chosen === correct, correct: order.indexOf(correct), topic, explanation, sources } };
}

async function resultOf(tx: Tx, exam: ExamRow): Promise<NonNullable<ExamView['result']>> {
  const [row] = await tx.query<[{ topics: TopicResult[] }]>('select topics from comity.exam where id = $1', [exam.id]);
  const [issued] = await tx.query<{ id: string }[]>('select id from comity.certificate where exam_id = $1', [exam.id]);
  return { passed: exam.state === 'passed', topics: row.topics, certificate: issued?.id ?? null, seed: { value: exam.seed, salt: exam.seedSalt } };
}
