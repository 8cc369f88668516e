import { randomBytes } from 'node:crypto';
import { append, commitment } from '@comity/audit';
import { type CertificateKind } from '@comity/casework';
import { type ExamStart } from '@comity/contract';
import { Injectable } from '@nestjs/common';
import { Acts, type Written } from '../shared/acts.js';
import { authorise } from '../shared/authorise.js';
import { newId } from '../shared/new-id.js';
import { actorOf, type Officer } from '../shared/officer.js';
import { Problem } from '../shared/problem.js';
import { momentOf, type Tx } from '../shared/transactions.js';
import { CERTIFICATE_OF } from '../units/roster.js';
import { type ExamRule } from './bank-files.js';
import { type Drawable, drawExam } from './draw-exam.js';
import { TrainingRefused } from './exam-refused.js';
import { examObject, examRule, shortRef } from './exam-row.js';
import { waitUntil } from './waiting.js';

const SEED_BYTES = 32;

/** Starts an examination: the seed is committed to in the log, then questions and their order are drawn from it. */
@Injectable()
export class StartExam {
  constructor(private readonly acts: Acts) {}

  /** @throws {Problem} `not-allowed` for a kind that no role of the caller needs; `step` while another attempt runs or a failed one makes wait. */
  run(officer: Officer, { kind }: ExamStart): Promise<Written> {
    return this.acts.run(officer, async (tx) => {
      authorise(officer, 'exam.start', examObject(officer), momentOf(tx));
      if (!officer.roles.some((role) => CERTIFICATE_OF[role] === kind)) throw new Problem('not-allowed', { rules: ['certificate-kind'] });
      // Two starts of one person wait for each other; the unique index would refuse the second anyway.
      await tx.query('select pg_advisory_xact_lock(hashtextextended($1, 7307))', [officer.personId]);
      const rule = await examRule(tx, kind);
      await this.mayStart(tx, officer, kind, rule);
      const { bank, version } = await activeBank(tx);
      const covered = new Set(bank.map(({ topic }) => topic));
      if (!rule.mandatory.topics.every((topic) => covered.has(topic))) throw new TrainingRefused('none', 'bank-covers-topics');
      const seed = randomBytes(SEED_BYTES);
      const committed = commitment('seed', seed.toString('base64url'));
      const items = drawExam(bank, rule.items, seed);
      const id = newId();
      const form = `r${rule.version}.b${version}`;
      const log = await append(tx, {
        kind: 'exam.started',
        actor: actorOf(officer),
        on: { type: 'exam', id },
        data: { form, certificate_kind: kind, items: items.length },
        commit: { seed: committed.commitment },
      });
      await tx.query(
        `insert into comity.exam (id, officer_id, person_id, agency_id, kind, form, rule_version, state, seed, seed_salt, started_at, due_at, entry_id)
         values ($1, $2, $3, $4, $5, $6, $7, 'running', $8, $9, comity.now(), comity.now() + make_interval(mins => $10), $11)`,
        [
          ...[id, officer.officerId, officer.personId, officer.agencyId, kind, form, rule.version],
          ...[seed.toString('base64url'), committed.salt, rule.minutes, log.entryId],
        ],
      );
      await tx.query(
        `insert into comity.exam_answer (exam_id, item, person_id, agency_id, question_id, question_version, option_order)
         select $1, n, $2, $3, (q ->> 'id')::uuid, (q ->> 'version')::int, array(select jsonb_array_elements_text(q -> 'order')::int)
           from jsonb_array_elements($4::jsonb) with ordinality as drawn(q, n)`,
        [id, officer.personId, officer.agencyId, JSON.stringify(items)],
      );
      return { written: { id, ref: shortRef('EX', id), state: 'running', version: 0, log: { entryId: log.entryId, leafHash: log.leafHash } } };
    });
  }

  private async mayStart(tx: Tx, officer: Officer, kind: CertificateKind, rule: ExamRule): Promise<void> {
    const running = await tx.query<unknown[]>("select id from comity.exam where person_id = $1 and state = 'running'", [officer.personId]);
    if (running.length > 0) throw new TrainingRefused('running', 'one-attempt');
    const { until } = await waitUntil(tx, officer, kind, rule);
    if (until && momentOf(tx).now < until) throw new TrainingRefused('failed', 'waiting-time');
  }
}

/** The newest version of every question that is not retired, and the version of the bank: one more for each change that two examiners made. */
async function activeBank(tx: Tx): Promise<{ bank: Drawable[]; version: number }> {
  const rows = await tx.query<(Drawable & { state: string; changes: number })[]>(
    `select distinct on (id) id, version, topic, state, jsonb_array_length(body -> 'options') as options, version - 1 as changes
       from comity.exam_question order by id, version desc`,
  );
  return { bank: rows.filter(({ state }) => state === 'active'), version: rows.reduce((sum, { changes }) => sum + changes, 1) };
}
