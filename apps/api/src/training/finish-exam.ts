import { append } from '@comity/audit';
import { Injectable } from '@nestjs/common';
import { Acts, type Written } from '../shared/acts.js';
import { authorise } from '../shared/authorise.js';
import { actorOf, type Officer } from '../shared/officer.js';
import { Problem } from '../shared/problem.js';
import { Seal } from '../shared/seal.js';
import { type Target } from '../shared/target.js';
import { momentOf } from '../shared/transactions.js';
import { TrainingRefused } from './exam-refused.js';
import { examObject, examRule, itemsOf, ownExam, shortRef } from './exam-row.js';
import { issueCertificate } from './issue-certificate.js';
import { markExam } from './mark-exam.js';

/** Ends an examination: marks it here, keeps the answers sealed, and issues the certificate if it was passed, all in one transaction. */
@Injectable()
export class FinishExam {
  constructor(
    private readonly acts: Acts,
    private readonly seal: Seal,
  ) {}

  run(officer: Officer, target: Target): Promise<Written> {
    return this.acts.run(officer, async (tx) => {
      const exam = await ownExam(tx, officer, target.id, true);
      authorise(officer, 'exam.finish', examObject(officer), momentOf(tx));
      if (exam.version !== target.version) throw new Problem('version');
      if (exam.state !== 'running') throw new TrainingRefused(exam.state, 'running');
      const rule = await examRule(tx, exam.kind, exam.ruleVersion);
      const items = await itemsOf(tx, exam.id);
      const marked = markExam(
        items.map(({ topic, chosen, body }) => ({ topic, chosen, correct: body.correct })),
        rule,
      );
      const place = { agencyId: officer.agencyId, record: { type: 'exam', id: exam.id }, version: 1, path: 'answers', class: 'C1' } as const;
      const answers = items.map(({ code, questionVersion, chosen }) => ({ question: code, version: questionVersion, chosen }));
      const sealed = await this.seal.prepare(tx, place, { answers, scorePercent: marked.scorePercent, topics: marked.topics });
      const state = marked.passed ? 'passed' : 'failed';
      const issue = marked.passed ? await issueCertificate(tx, this.seal, officer, exam, { rule, ...marked }) : undefined;
      const log = await append(tx, {
        kind: 'exam.taken',
        actor: actorOf(officer),
        on: { type: 'exam', id: exam.id },
        data: { form: exam.form, items: items.map((item) => `${item.code}@${item.questionVersion}`).sort(), passed: marked.passed },
        commit: { answers: sealed.commitment },
      });
      await sealed.write(log.entryId);
      await tx.query(
        `update comity.exam_answer a set is_right = coalesce(a.chosen = (q.body ->> 'correct')::int, false)
           from comity.exam_question q where a.exam_id = $1 and q.id = a.question_id and q.version = a.question_version`,
        [exam.id],
      );
      await tx.query(
        `update comity.exam set state = $2, ended_at = comity.now(), score_percent = $3, topics = $4, version = version + 1, entry_id = $5 where id = $1`,
        [exam.id, state, marked.scorePercent, JSON.stringify(marked.topics), log.entryId],
      );
      await issue?.();
      return {
        written: { id: exam.id, ref: shortRef('EX', exam.id), state, version: exam.version + 1, log: { entryId: log.entryId, leafHash: log.leafHash } },
      };
    });
  }
}
