import { append } from '@comity/audit';
import { closedBecause, decisionRule, missingForOutcome, MISSING_WORK, step } from '@comity/casework';
import { type DecisionSeal } from '@comity/contract';
import { assess, type EngineProfile } from '@comity/proportionality';
import { Injectable } from '@nestjs/common';
import { changeRequest, partiesOf } from '../requests/request-row.js';
import { inputOfLines } from '../screening/input-of-lines.js';
import { latestScreening } from '../screening/screening-row.js';
import { Acts, type Done, type Written } from '../shared/acts.js';
import { newId } from '../shared/new-id.js';
import { actorOf, type Officer } from '../shared/officer.js';
import { owe } from '../shared/outbox.js';
import { Problem } from '../shared/problem.js';
import { Seal } from '../shared/seal.js';
import { type Target } from '../shared/target.js';
import { momentOf, type Tx } from '../shared/transactions.js';
import { currentProfiles } from '../units/law.js';
import { decidedScope, type DecidedScope } from './decided-scope.js';
import { recordOf, sealParts } from './decision-parts.js';
import { refusedByDatabase } from './refused-by-database.js';
import { writeDecision, writeLines } from './decision-rows.js';
import { groundsOf } from './ground.js';
import { endAssignment, type Held, holdReview, moveReview } from './hold-review.js';
import { openCopy } from './review-copy.js';
import { answeredFields, reviewerFacts, standingFindings } from './reviewer-facts.js';
import { openScreening, type OpenedScreening } from './screening-copy.js';
import { sealedProposals } from './sealed-proposals.js';

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
    refuseUnbuilt(MISSING_WORK[screening.route]);
    const { submission } = await openCopy(tx, this.seal, review);
    const opened = await openScreening(tx, this.seal, officer.agencyId, screening);
    await refuseUnread(tx, held, body);
    const scope = decidedScope(submission.lines, body);
    await knownGrounds(tx, held, scope);
    const profiles = (await currentProfiles(tx, [request.holdingJurisdiction!, request.requestingJurisdiction, 'UN'])).map(
      (profile) => profile.body as EngineProfile,
    );
    const assessed = assess(scope.grantedLines.length > 0 ? inputOfLines(opened.input, submission, scope.grantedLines) : opened.input, profiles);
    const facts = await reviewerFacts(tx, officer, held);
    const { at, now } = momentOf(tx);
    const isCurrent =
      screening.requestVersion === request.frozenVersion && assessed.engineVersion === screening.engine && same(assessed.profiles, screening.profiles);
    const broken = decisionRule({
      ...facts,
      state: request.state,
      position: review.position,
      signIn: { acr: officer.acr, authTimeMs: officer.authTime.getTime() },
      nowMs: now.getTime(),
      realNowMs: at.getTime(),
      requestHash: { named: body.requestHash, current: review.requestHash === request.contentHash ? (request.contentHash ?? '') : '' },
      screeningHash: { named: body.screeningHash, current: isCurrent ? screening.resultHash : '' },
    });
    const closed = closedBecause(body.outcome, {
      asked: scope.asked,
      decisions: scope.decisions,
      findings: await standingFindings(tx, review),
      answeredFields: await answeredFields(tx, review),
      results: assessed.results,
      flagsAnswered: (body.flagsAnswered ?? []).map((flag) => flag.check),
      reasonsGiven: body.reasonsShareable.trim() !== '' && body.reasonsInternal.trim() !== '',
      questions: (body.questions ?? []).length,
      ...standing(opened),
      variantsAttached: (body.variants ?? []).length > 0 || opened.result.alternatives.length === 0,
      readBySet: body.readBy !== undefined,
      departureReasoned: body.departure !== undefined,
    });
    const next = step('request', request.state, 'decision.seal', {
      route: screening.route,
      outcome: body.outcome,
      position: review.position,
      broken,
      closed,
      first: facts.sealed.find((one) => one.position === 'first')?.outcome ?? null,
      grants: facts.sealed.filter((one) => grants(one.outcome)).length,
    });
    refuseUnbuilt(missingForOutcome(screening.route, body.outcome));

    const id = newId();
    const record = recordOf(id, held, screening, body, scope);
    const sealed = await sealParts(tx, this.seal, officer, held, record, body, {
      person: review.personId,
      agency: review.agencyId,
      certificate: facts.certificate!.id,
    });
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
        severity: assessed.maxSeverity,
        route: screening.route,
        certificate: facts.certificate!.id,
        departs: false,
      },
      commit: sealed.commit,
    });
    await append(tx, { kind: 'review.claim_ended', ...about, on: { type: 'review', id: review.id }, data: { cause: 'sealed' } });
    const row = {
      id,
      held,
      screening,
      certificate: facts.certificate!,
      body,
      route: screening.route,
      severity: assessed.maxSeverity,
      summary: scope.summary,
      log,
    };
    if (!(await writeDecision(tx, row))) throw new Problem('step', { rules: ['four-eyes'] });
    await writeLines(tx, id, held, scope.rows, submission.lines, next.to !== 'in_lead_review');
    await sealed.write(log.entryId);
    await changeRequest(tx, request, { state: next.to, entryId: log.entryId });
    await moveReview(tx, review, { state: 'sealed', claimedUntil: null, endedAt: now });
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
const same = (a: readonly string[], b: readonly string[]): boolean => sortedSet(a).join() === sortedSet(b).join();

function tallyOf({ rows }: DecidedScope): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { change } of rows) counts[change] = (counts[change] ?? 0) + 1;
  return counts;
}

/** What of the whole request's assessment a return or a refusal depends on. */
function standing({ input, result }: OpenedScreening): { curableDefect: boolean; childAtRisk: boolean } {
  const { victimAge } = input.subjects;
  const { harmStatus } = input.aim;
  return {
    curableDefect: result.whole.results.some(({ severity }) => severity === 5),
    // An unknown age counts as a child's.
    childAtRisk: (victimAge === 'child' || victimAge === 'unknown') && (harmStatus === 'ongoing' || harmStatus === 'imminent'),
  };
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
