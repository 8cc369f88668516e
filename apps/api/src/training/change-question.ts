import { append, commitment } from '@comity/audit';
import { type QuestionApproval, type QuestionChange } from '@comity/contract';
import { canonicalJson } from '@comity/transparency-log';
import { Injectable } from '@nestjs/common';
import { Acts, type Written } from '../shared/acts.js';
import { authorise, NOTHING } from '../shared/authorise.js';
import { newId } from '../shared/new-id.js';
import { actorOf, type Officer } from '../shared/officer.js';
import { Problem } from '../shared/problem.js';
import { type Target } from '../shared/target.js';
import { momentOf, type Tx } from '../shared/transactions.js';
import { TrainingRefused } from './exam-refused.js';
import { type QuestionRow, questionRow } from './question-row.js';

/** The state that a change leads from and to; editing leaves it. */
const STATES = { retire: { from: 'active', to: 'retired' }, restore: { from: 'retired', to: 'active' }, edit: { from: 'active', to: 'active' } } as const;

/** Questions are changed by two examiners: one proposes with a reason, another one approves what they saw. Each change is a new version. */
@Injectable()
export class ChangeQuestion {
  constructor(private readonly acts: Acts) {}

  /** A new proposal takes the place of one that waits. @throws {Problem} `step` from a state that knows no such change. */
  propose(officer: Officer, target: Target, body: QuestionChange): Promise<Written> {
    return this.acts.run(officer, async (tx) => {
      const row = await this.hold(tx, officer, 'question.propose', target);
      if (row.state !== STATES[body.change].from) throw new TrainingRefused(row.state, 'state');
      const text = body.change === 'edit' ? body.text : null;
      if (text && canonicalJson(text) === canonicalJson(textOf(row))) throw new TrainingRefused(row.state, 'something-changes');
      const id = newId();
      const reason = commitment('reason', body.reason);
      const log = await append(tx, {
        kind: 'question.change_proposed',
        actor: actorOf(officer, 'auditor'),
        on: { type: 'question', id: row.id },
        data: { question: row.code, version: row.version, change: body.change },
        commit: { reason: reason.commitment },
      });
      await tx.query("update comity.question_change set state = 'replaced', ended_at = comity.now() where question_id = $1 and state = 'open'", [row.id]);
      await tx.query(
        `insert into comity.question_change (id, question_id, base_version, change, body, reason, salt, officer_id, person_id, agency_id, commitment, proposed_at, entry_id)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, comity.now(), $12)`,
        [
          ...[id, row.id, row.version, body.change, text && JSON.stringify(text), body.reason, reason.salt],
          ...[officer.officerId, officer.personId, officer.agencyId, officer.commitment, log.entryId],
        ],
      );
      return { written: { id: row.id, ref: row.code, state: row.state, version: row.version, log: { entryId: log.entryId, leafHash: log.leafHash } } };
    });
  }

  /** @throws {Problem} `second-person` for who proposed; `not-current` when another proposal waits than the one that was on screen. */
  approve(officer: Officer, target: Target, { proposal }: QuestionApproval): Promise<Written> {
    return this.acts.run(officer, async (tx) => {
      const row = await this.hold(tx, officer, 'question.approve', target);
      if (row.proposalId === null || row.change === null) throw new TrainingRefused(row.state, 'proposal');
      if (row.proposalId !== proposal) throw new Problem('not-current', { rules: ['proposal'] });
      if (row.proposedBy === officer.personId) throw new Problem('second-person', { rules: ['two-examiners'] });
      const version = row.version + 1;
      const body = { ...row.body, ...(row.proposedText ?? {}) };
      const content = commitment('content', body);
      const log = await append(tx, {
        kind: 'question.changed',
        actor: actorOf(officer, 'auditor'),
        on: { type: 'question', id: row.id },
        data: { question: row.code, from_version: row.version, version, change: row.change, proposal, approved_by: row.proposerCommitment! },
        commit: { content: content.commitment },
      });
      await tx.query("update comity.question_change set state = 'done', ended_at = comity.now() where id = $1", [proposal]);
      await tx.query(
        `insert into comity.exam_question (id, code, version, topic, level, state, body, content_salt, made_at, entry_id) values ($1, $2, $3, $4, $5, $6, $7, $8, comity.now(), $9)`,
        [row.id, row.code, version, row.topic, row.level, STATES[row.change].to, JSON.stringify(body), content.salt, log.entryId],
      );
      return { written: { id: row.id, ref: row.code, state: STATES[row.change].to, version, log: { entryId: log.entryId, leafHash: log.leafHash } } };
    });
  }

  /** Two changes of one question wait for each other. */
  private async hold(tx: Tx, officer: Officer, act: 'question.propose' | 'question.approve', target: Target): Promise<QuestionRow> {
    authorise(officer, act, NOTHING, momentOf(tx));
    await tx.query('select pg_advisory_xact_lock(hashtextextended($1, 7308))', [target.id]);
    const row = await questionRow(tx, target.id);
    if (row.version !== target.version) throw new Problem('version');
    return row;
  }
}

const textOf = ({ body: { correct, question, options, explanation } }: QuestionRow) => ({ correct, question, options, explanation });
