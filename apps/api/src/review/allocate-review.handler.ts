import { randomBytes } from 'node:crypto';
import { append } from '@comity/audit';
import { MISSING_WORK, step } from '@comity/casework';
import { Injectable, Optional } from '@nestjs/common';
import { type DataRequest } from '../requests/data-request.entity.js';
import { openFrozen } from '../requests/request-content.js';
import { changeRequest, lockRequest, partiesOf } from '../requests/request-row.js';
import { latestScreening, type ScreeningRow } from '../screening/screening-row.js';
import { type Handler } from '../shared/answer.js';
import { newId } from '../shared/new-id.js';
import { type Due, owe } from '../shared/outbox.js';
import { type Prepared, Seal } from '../shared/seal.js';
import { momentOf, type Tx } from '../shared/transactions.js';
import { draw, type Drawn, eligible } from './draw.js';
import { partiesFor, readRoster } from './read-roster.js';
import { copyPlace, minimised } from './review-copy.js';
import { copyScreening } from './screening-copy.js';

/** Seconds within which the person who was drawn claims it; then somebody is drawn again. A house rule. @source exchange.md 2.2 */
export const CLAIM_WITHIN_S = { ordinary: 4 * 3600, urgent: 15 * 60 } as const;

/** Why nobody was drawn; the outbox row is parked with it, and the request says so. */
class NobodyDrawn extends Error {
  override readonly name = 'NobodyDrawn';
}

/** Sources of chance for the draw; tests pass their own. */
export abstract class Chance {
  abstract bytes(count: number): Uint8Array;
}
const CHANCE: Chance = { bytes: (count) => randomBytes(count) };

/**
 * Draws the reviewer of a screened request by lot among all who may review it, and hands them the minimised view under their own agency's key.
 * Runs in the context of the agency that asks, whose content it opens.
 */
@Injectable()
export class AllocateReviewHandler implements Handler {
  readonly kind = 'allocate';

  constructor(
    private readonly seal: Seal,
    @Optional() private readonly chance: Chance = CHANCE,
  ) {}

  async run(tx: Tx, due: Due): Promise<Due[]> {
    const request = await lockRequest(tx, due.subject);
    if (request.state !== 'screened') return [];
    const screening = await latestScreening(tx, request.id);
    if (!screening) throw new NobodyDrawn('The request has no screening.');
    if (MISSING_WORK[screening.route] !== null) return this.stop(tx, request, screening);
    const pool = eligible(
      await readRoster(tx),
      { caseIds: [request.id, request.referralId], language: request.language, role: 'liaison', parties: await partiesFor(tx, request), sealed: [] },
      momentOf(tx).now.getTime(),
    );
    const next = step('request', request.state, 'review.allocate', { route: screening.route, orderChecks: [], eligible: pool.length, position: 'first' });
    const drawn = draw(pool, (bytes) => this.chance.bytes(bytes));
    if (!drawn) throw new NobodyDrawn('Nobody may review it.');
    await this.assign(tx, request, screening, drawn, next.to);
    const urgent = request.track !== 'ordinary';
    return [
      await owe(tx, {
        queue: 'work',
        kind: 'time-out-review',
        subject: request.id,
        agencyId: request.agencyId,
        afterS: CLAIM_WITHIN_S[urgent ? 'urgent' : 'ordinary'],
      }),
    ];
  }

  private async assign(tx: Tx, request: DataRequest, screening: ScreeningRow, { reviewer, seed, pool }: Drawn, state: DataRequest['state']): Promise<void> {
    const id = newId();
    const content = await openFrozen(tx, this.seal, request);
    const copies: Prepared[] = [
      await this.seal.prepare(tx, { ...copyPlace({ id, agencyId: reviewer.agencyId }, request.handling), snapshot: true }, minimised(content)),
      ...(await copyScreening(tx, this.seal, screening, { from: request.agencyId, to: reviewer.agencyId, handling: request.handling })),
    ];
    const lot = { agencyId: reviewer.agencyId, record: { type: 'review', id }, version: 1, class: 'C1', snapshot: true } as const;
    const committed = await this.seal.prepare(tx, { ...lot, path: 'pool' }, pool);
    const person = await this.seal.prepare(tx, { ...lot, path: 'drawn' }, reviewer.personId);
    const log = await append(tx, {
      kind: 'review.allocated',
      actor: { service: 'allocator' },
      on: { type: 'review', id },
      case: request.id,
      parties: partiesOf(request),
      data: { position: 'first', eligible: pool.length, seed },
      commit: { pool: committed.commitment, drawn: person.commitment },
    });
    await tx.query(
      `insert into comity.review (id, request_id, requesting_agency_id, agency_id, jurisdiction, person_id, officer_id, position, round, request_version, request_hash, seed, eligible, state,
         purpose, entry_id) values ($1, $2, $3, $4, $5, $6, $7, 'first', $8, $9, $10, $11, $12, 'drawn', $13, $14)`,
      [
        ...[
          id,
          request.id,
          request.agencyId,
          reviewer.agencyId,
          reviewer.jurisdiction,
          reviewer.personId,
          reviewer.officerId,
          request.round,
          request.frozenVersion,
          request.contentHash,
        ],
        ...[seed, pool.length, request.purpose, log.entryId],
      ],
    );
    await tx.query('insert into comity.assignment (id, request_id, review_id, person_id, agency_id, position, round) values ($1, $2, $3, $4, $5, $6, $7)', [
      ...[newId(), request.id, id, reviewer.personId, reviewer.agencyId, 'first', request.round],
    ]);
    for (const copy of [...copies, committed, person]) await copy.write(log.entryId);
    await changeRequest(tx, request, { state, entryId: log.entryId });
  }

  /** Leaves the request where it is, visibly: the work of its route is not built, and nothing passes it on by a shorter way. */
  private async stop(tx: Tx, request: DataRequest, screening: ScreeningRow): Promise<Due[]> {
    const missing = MISSING_WORK[screening.route]!;
    if (request.missingWork === missing) return [];
    await append(tx, {
      kind: 'step.refused',
      actor: { service: 'allocator' },
      on: { type: 'request', id: request.id },
      case: request.id,
      parties: partiesOf(request),
      data: {
        act: 'review.allocate',
        from: request.state,
        guard: 'route-built',
        rules: [missing],
        status: 503,
        count: 1,
        first_at: momentOf(tx).at.toISOString(),
      },
    });
    await changeRequest(tx, request, { missingWork: missing });
    return [];
  }
}
