import { type MigrationInterface, type QueryRunner } from 'typeorm';
import { DECISION_GUARD_ROUNDS, PARTIES_GUARD, SEALED_BEFORE } from '../decision-guard-rounds.js';
import { ANY, walledTable } from '../walls.js';

/** Who sealed sees what others sealed in the same round: from then on nobody is blind to anybody. */
const SEALED_TOO = `exists (select from comity.review r where r.request_id = decision.request_id and r.round = decision.round
  and r.request_version = decision.request_version and r.person_id = (select sec.person()) and r.agency_id = (select sec.agency()) and r.state = 'sealed')`;

/** Decisions by two, by a lead, of several versions and rounds. */
export class GuardRounds1764001100000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('set local role comity_owner');
    await runner.query(
      `alter table comity.decision add column departs boolean not null default false;
       -- Round from which other people decide, because a refusal is looked at again; and whether the officer says that no order is needed.
       alter table comity.data_request add column reconsidered int, add column insisted boolean not null default false;
       grant update (reconsidered, insisted) on comity.data_request to comity_api, comity_worker;
       create policy peer_select on comity.decision for select to comity_api using (${SEALED_TOO});` +
        // Which reviews a decision was shown to: the worker sees the sealed rows of one agency only and must not hand the same on twice.
        walledTable('decision_copy', 'decision_id uuid not null references comity.decision, review_id uuid not null, primary key (decision_id, review_id)', [
          { to: 'comity_worker', select: ANY, insert: ANY },
        ]) +
        DECISION_GUARD_ROUNDS +
        SEALED_BEFORE +
        PARTIES_GUARD,
    );
    await runner.query('reset role');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`drop trigger guard_parties on comity.data_request; drop trigger follow_round on comity.data_request;
      drop function comity.guard_parties, comity.refuse_parties, comity.follow_round, comity.void_first, comity.returns_of, comity.sealed_lines,
        comity.sealed_before, comity.is_drawn;
      drop table comity.decision_copy; drop policy peer_select on comity.decision;
      alter table comity.data_request drop column reconsidered, drop column insisted; alter table comity.decision drop column departs`);
  }
}
