import { append } from '@comity/audit';
import { missingForOutcome, step } from '@comity/casework';
import { type DecisionSeal } from '@comity/contract';
import { Injectable } from '@nestjs/common';
import { changeRequest, partiesOf } from '../requests/request-row.js';
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
import { writeDecision, writeLines } from './decision-rows.js';
import { groundsOf } from './ground.js';
import { endAssignment, type Held, holdReview, moveReview } from './hold-review.js';
import { openCopy } from './review-copy.js';
import { sealedProposals } from './sealed-proposals.js';
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
   * @throws {Problem} `closed` where the work of the route is not built, the policy's refusals, `version`.
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
    const { broken, closed, missing, scope, severity, certificate, sealed: before } = await weigh(tx, this.seal, officer, held, screening, body);
    refuseUnbuilt(missing);
    await refuseUnread(tx, held, body);
    const { submission } = await openCopy(tx, this.seal, review);
    await knownGrounds(tx, held, scope);
    const next = step('request', request.state, 'decision.seal', {
      route: screening.route,
      outcome: body.outcome,
      position: review.position,
      broken,
      closed: closed(body.outcome),
      first: before.find((one) => one.position === 'first')?.outcome ?? null,
      grants: before.filter((one) => grants(one.outcome)).length,
    });
    refuseUnbuilt(missingForOutcome(screening.route, body.outcome));

    const id = newId();
    const record = recordOf(id, held, screening, body, scope);
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
        departs: false,
      },
      commit: sealed.commit,
    });
    await append(tx, { kind: 'review.claim_ended', ...about, on: { type: 'review', id: review.id }, data: { cause: 'sealed' } });
    const row = {
      id,
      held,
      screening,
      certificate: certificate!,
      body,
      route: screening.route,
      severity,
      summary: scope.summary,
      log,
    };
    if (!(await writeDecision(tx, row))) throw new Problem('step', { rules: ['four-eyes'] });
    await writeLines(tx, id, held, scope.rows, submission.lines, next.to !== 'in_lead_review');
    await sealed.write(log.entryId);
    await changeRequest(tx, request, { state: next.to, entryId: log.entryId });
    await moveReview(tx, review, { state: 'sealed', claimedUntil: null, endedAt: momentOf(tx).now });
    await endAssignment(tx, review);
    const due = await owe(tx, { queue: 'work', kind: 'after-decision', subject: id, agencyId: officer.agencyId, personId: officer.personId });
    return { written: { id, ref: request.ref, state: next.to, version: 0, log: { entryId: log.entryId, leafHash: log.leafHash } }, due: [due] };
  }
}

/** @throws {Problem} `closed`, which names the work that Comity does not do yet. */
function refuseUnbuilt(missing: string | null): void {
  if (missing !== null) throw new Problem('closed', { rules: ['route-built', missing], detail: `The work of this route is not built yet: ${missing}.` });
}

const sortedSet = (codes: readonly string[]): string[] => [...new Set(codes)].sort();
function tallyOf({ rows }: DecidedScope): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { change } of rows) counts[change] = (counts[change] ?? 0) + 1;
  return counts;
}

/** @throws {Problem} `incomplete` for a ground that neither the common list nor the corridor has. */
async function knownGrounds(tx: Tx, { request }: Held, scope: DecidedScope): Promise<void> {
  const known = await groundsOf(tx, request.corridorId);
  const unknown = scope.rows.filter((row) => row.ground !== null && !known.has(row.ground));
  if (unknown.length > 0)
    throw new Problem('incomplete', {
      errors: unknown.map((row) => ({ pointer: `#/lines/${row.line - 1}/ground`, code: 'ground-unknown', detail: 'No list has this ground.' })),
    });
}

/** A lead decides on what was sealed before them, so the seal names it. @throws {Problem} `not-current` where one is missing or another is named. */
async function refuseUnread(tx: Tx, { request, review }: Held, body: DecisionSeal): Promise<void> {
  if (review.position !== 'lead') return;
  const sealed = await sealedProposals(tx, request);
  const read = body.read ?? [];
  if (read.length !== sealed.length || sealed.some(({ leafHash }) => !read.includes(leafHash))) throw new Problem('not-current', { rules: ['proposal-read'] });
}
