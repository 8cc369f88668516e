import { type ExamAnswer } from '@comity/contract';
import { Injectable } from '@nestjs/common';
import { Acts, type Written } from '../shared/acts.js';
import { authorise } from '../shared/authorise.js';
import { type Officer } from '../shared/officer.js';
import { Problem } from '../shared/problem.js';
import { type Target } from '../shared/target.js';
import { momentOf } from '../shared/transactions.js';
import { TrainingRefused } from './exam-refused.js';
import { examObject, ownExam, shortRef } from './exam-row.js';

/** Keeps an answer, or another one in its place, while the examination runs. Says nothing about whether it is right. */
@Injectable()
export class AnswerExam {
  constructor(private readonly acts: Acts) {}

  run(officer: Officer, target: Target, { item, choice }: ExamAnswer): Promise<Written> {
    return this.acts.run(officer, async (tx) => {
      const exam = await ownExam(tx, officer, target.id, true);
      authorise(officer, 'exam.answer', examObject(officer), momentOf(tx));
      if (exam.version !== target.version) throw new Problem('version');
      if (exam.state !== 'running') throw new TrainingRefused(exam.state, 'running');
      if (momentOf(tx).now >= exam.dueAt) throw new TrainingRefused(exam.state, 'in-time');
      // What comes in counts the options as they were shown; what is kept counts them as the bank does.
      const kept = await tx.query<[unknown[], number]>(
        'update comity.exam_answer set chosen = option_order[$3 + 1], answered_at = comity.now() where exam_id = $1 and item = $2',
        [exam.id, item, choice],
      );
      if (kept[1] !== 1) throw new TrainingRefused(exam.state, 'item');
      await tx.query('update comity.exam set version = version + 1 where id = $1', [exam.id]);
      return { written: { id: exam.id, ref: shortRef('EX', exam.id), state: exam.state, version: exam.version + 1 } };
    });
  }
}
