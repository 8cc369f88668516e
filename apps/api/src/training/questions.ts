import { type QuestionRowView, type QuestionView } from '@comity/contract';
import { Injectable } from '@nestjs/common';
import { authorise, NOTHING } from '../shared/authorise.js';
import { type Officer } from '../shared/officer.js';
import { momentOf, Transactions } from '../shared/transactions.js';
import { questionRow, questionRows, questionRowView, questionView } from './question-row.js';

/** The bank as examiners see it: right answers, how people answered, what is proposed. */
@Injectable()
export class Questions {
  constructor(private readonly transactions: Transactions) {}

  list(officer: Officer): Promise<QuestionRowView[]> {
    return this.transactions.as(officer, async (tx) => {
      authorise(officer, 'question.list', NOTHING, momentOf(tx));
      return (await questionRows(tx)).map((row) => questionRowView(row, officer));
    });
  }

  get(officer: Officer, id: string): Promise<QuestionView> {
    return this.transactions.as(officer, async (tx) => {
      authorise(officer, 'question.get', NOTHING, momentOf(tx));
      const row = await questionRow(tx, id);
      const versions = await tx.query<{ version: number; state: 'active' | 'retired'; madeAt: Date }[]>(
        'select version, state, made_at as "madeAt" from comity.exam_question where id = $1 order by version desc',
        [id],
      );
      return questionView(
        row,
        versions.map(({ version, state, madeAt }) => ({ version, state, at: madeAt.toISOString() })),
        officer,
      );
    });
  }
}
