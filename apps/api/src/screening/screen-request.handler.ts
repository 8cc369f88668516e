import { append } from '@comity/audit';
import { type Route, ROUTES, step } from '@comity/casework';
import { toInput } from '@comity/contract';
import { ENGINE_VERSION } from '@comity/proportionality';
import { Injectable } from '@nestjs/common';
import { type DataRequest } from '../requests/data-request.entity.js';
import { FLOOR } from '../requests/form-law.js';
import { openFrozen } from '../requests/request-content.js';
import { changeRequest, lockRequest, partiesOf } from '../requests/request-row.js';
import { type Handler } from '../shared/answer.js';
import { newId } from '../shared/new-id.js';
import { type Due, owe } from '../shared/outbox.js';
import { Seal } from '../shared/seal.js';
import { type Tx } from '../shared/transactions.js';
import { currentProfiles } from '../units/law.js';
import { jointAssessment, openSiblings } from './joint-assessment.js';
import { ORDER_CHECKS } from './order-checks.js';
import { platformFacts } from './platform-facts.js';
import { assessAll, screeningPlace, strictest } from './screening-result.js';
import { writeScreening } from './screening-row.js';
import { type StoredAssessment } from './stored-assessment.js';

const ACTOR = { service: 'screening' } as const;

/**
 * Screens a submitted request: whole, line by line, and together with the other open requests of its case. The result goes to people; it decides nothing.
 * Leaves a request alone that is past `submitted`, so a second ring does nothing.
 */
@Injectable()
export class ScreenRequest implements Handler {
  readonly kind = 'screen';

  constructor(private readonly seal: Seal) {}

  /** @throws {StepNotAllowed} when a profile of the corridor is missing: the attempt counts, and the last one parks the request. */
  async run(tx: Tx, due: Due): Promise<Due[]> {
    const row = await lockRequest(tx, due.subject);
    if (row.state !== 'submitted') return [];
    const jurisdictions = [row.holdingJurisdiction!, row.requestingJurisdiction, FLOOR];
    const profiles = (await currentProfiles(tx, jurisdictions)).map(({ body }) => body);
    const screened = step('request', row.state, 'request.screen', { profilesKnown: profiles.length === jurisdictions.length, engineKnown: true });
    const { submission } = await openFrozen(tx, this.seal, row);
    const all = [submission, ...(await openSiblings(tx, this.seal, row))];
    const platform = await platformFacts(tx, row, profiles[0], submission.measure, submission.lines);
    const together = await platformFacts(
      tx,
      row,
      profiles[0],
      submission.measure,
      all.flatMap(({ lines }) => lines),
    );
    const input = toInput(submission, platform);
    const result = assessAll(input, submission, profiles, jointAssessment(all, together, profiles));
    const found = strictest(result);
    const [before] = await tx.query<[{ version: number }]>('select coalesce(max(version), 0)::int as version from comity.screening where request_id = $1', [
      row.id,
    ]);
    const screening = { id: newId(), version: before.version + 1 };
    const place = { ...screeningPlace(row.agencyId, screening), handling: row.handling, snapshot: true } as const;
    const sealedInput = await this.seal.prepare(tx, { ...place, path: 'input' }, input);
    const sealedResult = await this.seal.prepare(tx, { ...place, path: 'result' }, result);
    const orderChecks = ordersMissing(found);
    const route = await this.route(tx, row, found);

    const log = await append(tx, {
      kind: 'request.screened',
      actor: ACTOR,
      on: { type: 'screening', id: screening.id },
      case: row.id,
      parties: partiesOf(row),
      data: {
        from: row.state,
        to: screened.to,
        version: row.version + 1,
        engine: found.engineVersion,
        profiles: [...found.profiles].sort(),
        route,
        severity: found.maxSeverity,
        because: [...found.routeBecause].sort(),
      },
      commit: { input: sealedInput.commitment, result: sealedResult.commitment },
    });
    const next = await this.next(tx, row, orderChecks);
    await writeScreening(
      tx,
      row,
      {
        ...screening,
        requestVersion: row.frozenVersion,
        engine: found.engineVersion,
        profiles: [...found.profiles],
        route,
        maxSeverity: found.maxSeverity,
        because: [...found.routeBecause],
        entryId: log.entryId,
      },
      { input, result },
    );
    await sealedInput.write(log.entryId);
    await sealedResult.write(log.entryId);
    await changeRequest(tx, row, { state: next.state, route, parked: null, entryId: next.entryId ?? log.entryId });
    if (next.state !== 'screened') return [];
    return [await owe(tx, { queue: 'work', kind: 'allocate', subject: row.id, agencyId: row.agencyId, personId: due.personId })];
  }

  /** The route of what was found; a corridor may ask for two reviewers always, and never for fewer than the checks do. */
  private async route(tx: Tx, row: DataRequest, found: StoredAssessment): Promise<Route> {
    const [corridor] = await tx.query<{ always: boolean | null }[]>(
      "select (body->'reviewRule'->>'secondReviewAlways')::boolean as always from comity.corridor where id = $1",
      [row.corridorId],
    );
    return corridor?.always && ROUTES.indexOf(found.route) < ROUTES.indexOf('DOUBLE_LOCK') ? 'DOUBLE_LOCK' : found.route;
  }

  /** What follows the screening by itself, with its entry: an order is awaited where one is missing. */
  private async next(tx: Tx, row: DataRequest, orderChecks: string[]): Promise<{ state: DataRequest['state']; entryId: string | null }> {
    if (orderChecks.length === 0) return { state: 'screened', entryId: null };
    const { to } = step('request', 'screened', 'request.await_order', { orderChecks });
    const log = await append(tx, {
      kind: 'request.order_awaited',
      actor: ACTOR,
      on: { type: 'request', id: row.id },
      case: row.id,
      parties: partiesOf(row),
      data: { from: 'screened', to, version: row.version + 1, checks: orderChecks },
    });
    return { state: to, entryId: log.entryId };
  }

  /** The last attempt failed: the officer sees it on the request, and a person has to look. */
  async parked(tx: Tx, due: Due): Promise<void> {
    const row = await lockRequest(tx, due.subject);
    if (row.state !== 'submitted') return;
    const [owed] = await tx.query<[{ parked: string; attempts: number }]>('select parked, attempts from comity.outbox where id = $1', [due.id]);
    step('request', row.state, 'request.fail_screening', { attempts: owed.attempts });
    const log = await append(tx, {
      kind: 'screening.failed',
      actor: ACTOR,
      on: { type: 'request', id: row.id },
      case: row.id,
      parties: partiesOf(row),
      data: { engine: ENGINE_VERSION, cause: owed.parked, attempt: owed.attempts },
    });
    await changeRequest(tx, row, { parked: owed.parked, entryId: log.entryId });
  }
}

/** Orders that are missing where nothing weighs more: a request that is to be returned or refused waits for none. */
const ordersMissing = ({ maxSeverity, results }: StoredAssessment): string[] =>
  maxSeverity === 4 ? results.flatMap(({ id, severity }) => (severity === 4 && ORDER_CHECKS.includes(id) ? [id] : [])).sort() : [];
