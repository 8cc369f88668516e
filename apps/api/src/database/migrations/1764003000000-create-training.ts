import { type MigrationInterface, type QueryRunner } from 'typeorm';
import { readBank, readExamRules } from '../../training/bank-files.js';
import { TRAINING_FUNCTIONS } from '../training-functions.js';
import { ANY, mustBeLogged, OWN_PERSON, walledTable } from '../walls.js';

const EXAMINES = '(select comity.examines())';
const both = ['comity_api', 'comity_worker'] as ('comity_api' | 'comity_worker')[];
/** Who proposes a change writes in their own name; every examiner reads and closes it. */
const proposals = [
  { to: 'comity_api' as const, select: EXAMINES, insert: `${OWN_PERSON} and ${EXAMINES}`, update: { columns: ['state', 'ended_at'], rows: EXAMINES } },
];

/** Bank of questions, rules and attempts of examinations, progress in lessons, and what becomes of a certificate after it was issued. */
export class CreateTraining1764003000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('set local role comity_owner');
    await runner.query(TRAINING_FUNCTIONS.who);
    await this.bank(runner);
    await this.exams(runner);
    await this.certificates(runner);
    await runner.query(TRAINING_FUNCTIONS.rules);
    await runner.query('reset role');
  }

  private async bank(runner: QueryRunner): Promise<void> {
    await runner.query(
      walledTable(
        'exam_question',
        `id uuid not null, code text not null, version int not null check (version > 0), topic text not null, level text not null,
         state text not null check (state in ('active', 'retired')), body jsonb not null, content_salt text, made_at timestamptz not null default comity.now(),
         entry_id bigint unique, primary key (id, version), unique (code, version)`,
        [{ to: 'comity_api', select: ANY, insert: EXAMINES }],
      ) +
        walledTable(
          'exam_rule',
          'kind text not null, version int not null check (version > 0), body jsonb not null, valid_from timestamptz not null, primary key (kind, version)',
          [{ to: both, select: ANY }],
        ) +
        walledTable(
          'question_change',
          `id uuid primary key, question_id uuid not null, base_version int not null, change text not null check (change in ('retire', 'restore', 'edit')),
           body jsonb check ((change = 'edit') = (body is not null)), reason text not null, salt text not null, officer_id uuid not null, person_id uuid not null,
           agency_id uuid not null, commitment text not null, proposed_at timestamptz not null, state text not null default 'open' check (state in ('open', 'done', 'replaced')),
           ended_at timestamptz, entry_id bigint not null unique, foreign key (question_id, base_version) references comity.exam_question (id, version)`,
          proposals,
        ) +
        "create unique index question_change_open on comity.question_change (question_id) where state = 'open';",
    );
    for (const { code, topic, level, ...body } of readBank())
      await runner.query(
        "insert into comity.exam_question (id, code, version, topic, level, state, body) values (gen_random_uuid(), $1, 1, $2, $3, 'active', $4)",
        [code, topic, level, JSON.stringify(body)],
      );
    for (const { kind, version, validFrom, ...body } of readExamRules())
      await runner.query('insert into comity.exam_rule (kind, version, valid_from, body) values ($1, $2, $3, $4)', [
        kind,
        version,
        validFrom,
        JSON.stringify({ kind, version, validFrom, ...body }),
      ]);
  }

  private async exams(runner: QueryRunner): Promise<void> {
    await runner.query(
      walledTable(
        'exam',
        `id uuid primary key, officer_id uuid not null references comity.officer, person_id uuid not null, agency_id uuid not null,
         kind text not null check (kind in ('iccpr_basic', 'iccpr_review', 'auditor')), form text not null, rule_version int not null,
         state text not null check (state in ('running', 'passed', 'failed')), seed text not null, seed_salt text not null, started_at timestamptz not null,
         due_at timestamptz not null check (due_at > started_at), ended_at timestamptz, score_percent int check (score_percent between 0 and 100), topics jsonb,
         version int not null default 0, entry_id bigint not null, foreign key (kind, rule_version) references comity.exam_rule (kind, version)`,
        [
          {
            to: 'comity_api',
            select: OWN_PERSON,
            insert: OWN_PERSON,
            update: { columns: ['state', 'ended_at', 'score_percent', 'topics', 'version', 'entry_id'], rows: OWN_PERSON },
          },
        ],
      ) +
        mustBeLogged('exam', 'exam.started') +
        "create unique index exam_one_running on comity.exam (person_id) where state = 'running'; create index exam_of on comity.exam (person_id, kind, ended_at);" +
        walledTable(
          'exam_answer',
          `exam_id uuid not null references comity.exam, item int not null check (item > 0), person_id uuid not null, agency_id uuid not null, question_id uuid not null,
           question_version int not null, option_order int[] not null, chosen int, answered_at timestamptz, is_right boolean, primary key (exam_id, item),
           unique (exam_id, question_id), foreign key (question_id, question_version) references comity.exam_question (id, version)`,
          [{ to: 'comity_api', select: OWN_PERSON, insert: OWN_PERSON, update: { columns: ['chosen', 'answered_at', 'is_right'], rows: OWN_PERSON } }],
        ) +
        'create index exam_answer_of on comity.exam_answer (question_id, question_version);' +
        walledTable(
          'lesson_progress',
          `id uuid primary key, person_id uuid not null, agency_id uuid not null, lesson text not null, version int not null, done_at timestamptz not null, entry_id bigint not null unique,
           unique (person_id, lesson)`,
          [{ to: 'comity_api', select: OWN_PERSON, insert: OWN_PERSON, update: { columns: ['version', 'done_at', 'entry_id'], rows: OWN_PERSON } }],
        ),
    );
  }

  private async certificates(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table comity.certificate add column exam_id uuid unique references comity.exam, add column score_percent int, add column version int not null default 0,
        add column changed_entry_id bigint;
      create policy overseers on comity.certificate for select to comity_api using ((select comity.oversees()));
      create policy examined on comity.certificate for insert to comity_api with check (${OWN_PERSON} and comity.exam_passed(exam_id, officer_id, kind));
      create policy examiners on comity.certificate for update to comity_api using (${EXAMINES}) with check (${EXAMINES});
      grant update (state, version, changed_entry_id) on comity.certificate to comity_api;
      ${walledTable(
        'certificate_change',
        `id uuid primary key, certificate_id uuid not null references comity.certificate, change text not null check (change in ('suspended', 'restored', 'revoked')),
         officer_id uuid not null, person_id uuid not null, agency_id uuid not null, commitment text not null, proposed_at timestamptz not null,
         state text not null default 'open' check (state in ('open', 'done')), ended_at timestamptz, entry_id bigint not null unique`,
        proposals,
      )}
      create unique index certificate_change_open on comity.certificate_change (certificate_id) where state = 'open';
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`set local role comity_owner; ${TRAINING_FUNCTIONS.undo}
      drop policy overseers on comity.certificate; drop policy examined on comity.certificate; drop policy examiners on comity.certificate;
      drop table comity.certificate_change; alter table comity.certificate drop column exam_id, drop column score_percent, drop column version, drop column changed_entry_id;
      drop table comity.lesson_progress, comity.exam_answer, comity.exam, comity.question_change, comity.exam_rule, comity.exam_question;
      drop function comity.examines, comity.oversees, comity.exam_passed, comity.item_statistics; reset role`);
  }
}
