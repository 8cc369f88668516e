import { append } from '@comity/audit';
import { type LineDecision, REVIEW_STATES, type RequestState, type Scope, type Sealed, step } from '@comity/casework';
import { type DecisionSeal } from '@comity/contract';
import { Injectable } from '@nestjs/common';
import { changeRequest, partiesOf } from '../requests/request-row.js';
import { tableOf } from '../requests/standing-decisions.js';
import { latestScreening } from '../screening/screening-row.js';
import { Acts, type Done, type Written } from '../shared/acts.js';
import { newId } from '../shared/new-id.js';
import { actorOf, type Officer } from '../shared/officer.js';
import { owe } from '../shared/outbox.js';
import { Problem } from '../shared/problem.js';
import { Seal } from '../shared/seal.js';
import { type Target } from '../shared/target.js';
import { momentOf, type Tx } from '../shared/transactions.js';
import { type DecidedScope } from './decided-scope.js';
import { recordOf, sealParts } from './decision-parts.js';
import { refusedByDatabase } from './refused-by-database.js';
import { writeDecision, writeLines, writeLineStates } from './decision-rows.js';
import { knownGrounds } from './ground.js';
import { endAssignment, type Held, holdReview, moveReview } from './hold-review.js';
import { openCopy } from './review-copy.js';
import { sealedLines } from './sealed-before.js';
import { refuseUnread } from './sealed-proposals.js';
import { weigh } from './weigh.js';

const grants = (outcome: DecisionSeal['outcome']): boolean => outcome === 'grant' || outcome === 'grant_in_part';

/** Seals a decision: all rules are looked at with the rows locked, then decision, granted table, entries and the end of the claim commit together. */
@Injectable()
export class SealDecision {
  constructor(
    private readonly acts: Acts,
    private readonly seal: Seal,
  ) {}

  /**
   * @throws {Problem} the policy's refusals, `version`, `not-current`.
   * @throws {StepNotAllowed} with every rule that is not kept and every cause for which the outcome is closed.
   * @source security.md 2.4; exchange.md 1.17
   */
  async run(officer: Officer, target: Target, body: DecisionSeal): Promise<Written> {
    try {
      return await this.acts.run(officer, (tx) => this.sealIn(tx, officer, target, body));
    } catch (error) {
      throw refusedByDatabase(error) ?? error;
    }
  }

  private async sealIn(tx: Tx, officer: Officer, target: Target, body: DecisionSeal): Promise<Done> {
    const held = await holdReview(tx, officer, 'decision.seal', target);
    const { request, review } = held;
    const screening = await latestScreening(tx, request.id);
    if (!screening) throw new Problem('not-current');
    const { broken, closed, departs, scope, severity, certificate, sealed: before } = await weigh(tx, this.seal, officer, held, screening, body);
    await refuseUnread(tx, held, body);
    const { submission } = await openCopy(tx, this.seal, review);
    await knownGrounds(tx, request.corridorId, scope.rows);
    const table = await this.table(tx, held, scope, grants(body.outcome) ? before : []);
    const next = step('request', request.state, 'decision.seal', {
      route: screening.route,
      outcome: body.outcome,
      position: review.position,
      broken,
      closed: closed(body.outcome),
      first: before.find((one) => one.position === 'first')?.outcome ?? null,
      common: table.filter(({ granted }) => granted).length,
      grants: before.filter((one) => grants(one.outcome)).length,
    });

    const id = newId();
    const record = recordOf(id, held, screening, body, { scope, departs });
    const sealed = await sealParts(
      tx,
      this.seal,
      officer,
      held,
      record,
      { body, diff: scope.diff },
      {
        person: review.personId,
        agency: review.agencyId,
        certificate: certificate!.id,
      },
    );
    const about = { actor: actorOf(officer, review.position === 'lead' ? 'lead' : 'liaison'), case: request.id, parties: partiesOf(request) };
    const log = await append(tx, {
      kind: 'decision.sealed',
      ...about,
      on: { type: 'decision', id },
      data: {
        from: request.state,
        to: next.to,
        version: request.version + 1,
        outcome: body.outcome,
        position: review.position,
        round: request.round,
        lines: tallyOf(scope),
        grounds: sortedSet(scope.rows.flatMap((row) => row.ground ?? [])),
        conditions: sortedSet(scope.rows.flatMap((row) => row.conditions.map((condition) => condition.kind))),
        severity,
        route: screening.route,
        certificate: certificate!.id,
        departs,
      },
      commit: sealed.commit,
    });
    await append(tx, { kind: 'review.claim_ended', ...about, on: { type: 'review', id: review.id }, data: { cause: 'sealed' } });
    const row = { id, held, screening, certificate: certificate!, body, route: screening.route, severity, summary: scope.summary, departs, log };
    if (!(await writeDecision(tx, row))) throw new Problem('step', { rules: ['four-eyes'] });
    await writeLines(tx, id, held, scope.rows, submission.lines);
    if (!OPEN.includes(next.to)) await writeLineStates(tx, request.id, numbered(scope.asked), table);
    await sealed.write(log.entryId);
    await changeRequest(tx, request, { state: next.to, entryId: log.entryId });
    await moveReview(tx, review, { state: 'sealed', claimedUntil: null, endedAt: momentOf(tx).now });
    await endAssignment(tx, review);
    const due = await owe(tx, { queue: 'work', kind: 'after-decision', subject: id, agencyId: officer.agencyId, personId: officer.personId });
    return { written: { id, ref: request.ref, state: next.to, version: 0, log: { entryId: log.entryId, leafHash: log.leafHash } }, due: [due] };
  }

  /** What is granted of each line once this decision is sealed: of a second grant what both have in common, else its own part. */
  private async table(tx: Tx, { request, review }: Held, scope: DecidedScope, before: readonly Sealed[]): Promise<readonly LineDecision[]> {
    const own = { lines: scope.decisions.map((one) => ({ ...one, granted: one.granted && numbered([one.granted])[0]! })) };
    const isSecond = review.position === 'second' && before.some((one) => one.position === 'first' && grants(one.outcome));
    return tableOf(isSecond ? [{ lines: await sealedLines(tx, request.id, 'first') }, own] : [own]);
  }
}

/** States in which somebody decides after this decision. */
const OPEN: readonly RequestState[] = REVIEW_STATES;

/** Scopes named by the number of their line, as decisions are kept in codes. */
const numbered = (scopes: readonly Scope[]): Scope[] => scopes.map((scope) => ({ ...scope, identifier: String(scope.line) }));

const sortedSet = (codes: readonly string[]): string[] => [...new Set(codes)].sort();
function tallyOf({ rows }: DecidedScope): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { change } of rows) counts[change] = (counts[change] ?? 0) + 1;
  return counts;
}
