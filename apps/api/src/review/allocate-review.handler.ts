import { randomBytes } from 'node:crypto';
import { append } from '@comity/audit';
import { MISSING_WORK, type Position, type RequestState, step } from '@comity/casework';
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

/** Who is drawn in a state of the request, and out of which role. */
const TURN: Readonly<Partial<Record<RequestState, { position: Position; role: 'liaison' | 'lead' }>>> = {
  screened: { position: 'first', role: 'liaison' },
  in_lead_review: { position: 'lead', role: 'lead' },
};

/** A decision of the round that is sealed already: nobody of it is drawn again, and a lead reads it. */
interface SealedBefore {
  id: string;
  personId: string;
  agencyId: string;
  jurisdiction: string;
}

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
    const turn = TURN[request.state];
    if (!turn || (await isDrawn(tx, request, turn.position))) return [];
    const screening = await latestScreening(tx, request.id);
    if (!screening) throw new NobodyDrawn('The request has no screening.');
    if (MISSING_WORK[screening.route] !== null) return this.stop(tx, request, screening);
    const sealed = await sealedBefore(tx, request);
    const pool = eligible(
      await readRoster(tx),
      { caseIds: [request.id, request.referralId], language: request.language, role: turn.role, parties: await partiesFor(tx, request), sealed },
      momentOf(tx).now.getTime(),
    );
    const { position } = turn;
    const next = step('request', request.state, 'review.allocate', { route: screening.route, orderChecks: [], eligible: pool.length, position });
    const drawn = draw(pool, (bytes) => this.chance.bytes(bytes));
    if (!drawn) throw new NobodyDrawn('Nobody may review it.');
    await this.assign(tx, request, screening, drawn, { position, state: next.to });
    const urgent = request.track !== 'ordinary';
    return [
      await owe(tx, {
        queue: 'work',
        kind: 'time-out-review',
        subject: request.id,
        agencyId: request.agencyId,
        afterS: CLAIM_WITHIN_S[urgent ? 'urgent' : 'ordinary'],
      }),
      ...(position === 'lead' ? await this.showSealed(tx, sealed) : []),
    ];
  }

  /** A lead reads what was sealed before them; each reviewer's agency hands over its own. */
  private async showSealed(tx: Tx, sealed: readonly SealedBefore[]): Promise<Due[]> {
    const dues: Due[] = [];
    for (const { id, agencyId } of sealed) dues.push(await owe(tx, { queue: 'work', kind: 'share-proposal', subject: id, agencyId }));
    return dues;
  }

  private async assign(
    tx: Tx,
    request: DataRequest,
    screening: ScreeningRow,
    { reviewer, seed, pool }: Drawn,
    { position, state }: { position: Position; state: RequestState },
  ): Promise<void> {
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
      data: { position, eligible: pool.length, seed },
      commit: { pool: committed.commitment, drawn: person.commitment },
    });
    await tx.query(
      `insert into comity.review (id, request_id, requesting_agency_id, agency_id, jurisdiction, person_id, officer_id, position, round, request_version, request_hash, seed, eligible, state,
         purpose, entry_id) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, 'drawn', $14, $15)`,
      [
        ...[
          id,
          request.id,
          request.agencyId,
          reviewer.agencyId,
          reviewer.jurisdiction,
          reviewer.personId,
          reviewer.officerId,
          position,
          request.round,
          request.frozenVersion,
          request.contentHash,
        ],
        ...[seed, pool.length, request.purpose, log.entryId],
      ],
    );
    await tx.query('insert into comity.assignment (id, request_id, review_id, person_id, agency_id, position, round) values ($1, $2, $3, $4, $5, $6, $7)', [
      ...[newId(), request.id, id, reviewer.personId, reviewer.agencyId, position, request.round],
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

/** Whether somebody is drawn for this position already, so that a second ring draws nobody else. */
async function isDrawn(tx: Tx, request: DataRequest, position: Position): Promise<boolean> {
  const [found] = await tx.query<unknown[]>('select id from comity.review where request_id = $1 and position = $2 and ended_at is null', [
    request.id,
    position,
  ]);
  return found !== undefined;
}

const sealedBefore = (tx: Tx, request: DataRequest): Promise<SealedBefore[]> =>
  tx.query<SealedBefore[]>(
    `select id, person_id as "personId", agency_snapshot as "agencyId", jurisdiction_snapshot as jurisdiction from comity.decision
      where request_id = $1 and request_version = $2 and round = $3 and state = 'sealed' order by sealed_at`,
    [request.id, request.frozenVersion, request.round],
  );
