import { randomBytes } from 'node:crypto';
import { append } from '@comity/audit';
import { type Position, type Route, step } from '@comity/casework';
import { Injectable, Optional } from '@nestjs/common';
import { type DataRequest } from '../requests/data-request.entity.js';
import { openFrozen } from '../requests/request-content.js';
import { changeRequest, lockRequest, partiesOf } from '../requests/request-row.js';
import { sealedDecisions, type StandingDecision } from '../requests/standing-decisions.js';
import { ORDER_CHECKS } from '../screening/order-checks.js';
import { latestScreening, type ScreeningRow } from '../screening/screening-row.js';
import { type Handler } from '../shared/answer.js';
import { newId } from '../shared/new-id.js';
import { type Due, owe } from '../shared/outbox.js';
import { type Prepared, Seal } from '../shared/seal.js';
import { momentOf, type Tx } from '../shared/transactions.js';
import { draw, type Drawn, eligible } from './draw.js';
import { partiesFor, readRoster } from './read-roster.js';
import { copyPlace, minimised } from './review-copy.js';
import { changesSince } from './changes-since.js';
import { copyScreening } from './screening-copy.js';
import { showSealed } from './share-proposal.handler.js';

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
    const screening = await latestScreening(tx, request.id);
    const sealed = await sealedDecisions(tx, request);
    const turn = screening && turnOf(request, screening.route, sealed);
    if (!turn) return [];
    const drawnAlready = await openReview(tx, request, turn.position);
    if (drawnAlready) return turn.position === 'lead' ? showSealed(tx, drawnAlready, sealed) : [];
    // Somebody who is drawn for another position keeps it, so whoever is drawn now must fit beside them too.
    const beside = await openBeside(tx, request, turn.position);
    const pool = eligible(
      await readRoster(tx),
      {
        caseIds: [request.id, request.referralId],
        language: request.language,
        role: turn.role,
        parties: await partiesFor(tx, request),
        sealed: [...sealed, ...beside],
      },
      momentOf(tx).now.getTime(),
    );
    if (pool.length === 0) throw new NobodyDrawn('Nobody may review it.');
    const next = step('request', request.state, 'review.allocate', { orderChecks: missingOrders(request, screening), eligible: pool.length });
    const drawn = draw(pool, (bytes) => this.chance.bytes(bytes))!;
    const review = await this.assign(tx, request, screening, drawn, { position: turn.position, state: next.to });
    const urgent = request.track !== 'ordinary';
    const limit = await owe(tx, {
      queue: 'work',
      kind: 'time-out-review',
      subject: request.id,
      agencyId: request.agencyId,
      afterS: CLAIM_WITHIN_S[urgent ? 'urgent' : 'ordinary'],
    });
    return [limit, ...(turn.position === 'lead' ? await showSealed(tx, review, sealed) : [])];
  }

  /** Nobody was found at the last attempt: the request says so to the agency that asked. */
  async parked(tx: Tx, due: Due): Promise<void> {
    const request = await lockRequest(tx, due.subject);
    await changeRequest(tx, request, { missingWork: 'reviewer' });
  }

  private async assign(
    tx: Tx,
    request: DataRequest,
    screening: ScreeningRow,
    { reviewer, seed, pool }: Drawn,
    { position, state }: { position: Position; state: DataRequest['state'] },
  ): Promise<{ id: string; agencyId: string }> {
    const id = newId();
    const content = await openFrozen(tx, this.seal, request);
    const copies: Prepared[] = [
      await this.seal.prepare(
        tx,
        { ...copyPlace({ id, agencyId: reviewer.agencyId }, request.handling), snapshot: true },
        {
          ...minimised(content),
          changes: await changesSince(tx, this.seal, request, content),
        },
      ),
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
    await changeRequest(tx, request, { state, missingWork: null, entryId: log.entryId });
    return { id, agencyId: reviewer.agencyId };
  }
}

const grants = ({ outcome }: StandingDecision): boolean => outcome === 'grant' || outcome === 'grant_in_part';

/** Who is to be drawn now, and out of which role. Against a recommended refusal a second person looks before the lead does; a refusal goes to the lead at once. */
function turnOf({ state }: DataRequest, route: Route, sealed: readonly StandingDecision[]): { position: Position; role: 'liaison' | 'lead' } | undefined {
  if (state === 'screened') return { position: 'first', role: 'liaison' };
  if (state === 'in_second_review') return { position: 'second', role: 'liaison' };
  if (state !== 'in_lead_review') return undefined;
  const first = sealed.find(({ position }) => position === 'first');
  const isAlone = sealed.every(({ position }) => position === 'first');
  if (route === 'REFUSE_RECOMMENDED' && first && grants(first) && isAlone) return { position: 'second', role: 'liaison' };
  return { position: 'lead', role: 'lead' };
}

/** Orders that the checks miss, unless the officer says that none is needed. They hold up the first draw; afterwards people decide. */
const missingOrders = (request: DataRequest, { maxSeverity, because }: ScreeningRow): string[] =>
  request.state === 'screened' && maxSeverity === 4 && !request.insisted ? because.filter((check) => ORDER_CHECKS.includes(check)) : [];

/** The review of somebody who is drawn for this position already, so that a second ring draws nobody else. */
async function openReview(tx: Tx, request: DataRequest, position: Position): Promise<{ id: string; agencyId: string } | undefined> {
  const [found] = await tx.query<{ id: string; agencyId: string }[]>(
    'select id, agency_id as "agencyId" from comity.review where request_id = $1 and position = $2 and ended_at is null',
    [request.id, position],
  );
  return found;
}

/** Liaison officers who are drawn for another position of the request. */
const openBeside = (tx: Tx, request: DataRequest, position: Position): Promise<{ personId: string; agencyId: string; jurisdiction: string }[]> =>
  tx.query(
    `select person_id as "personId", agency_id as "agencyId", jurisdiction from comity.review
      where request_id = $1 and position <> $2 and position <> 'lead' and ended_at is null`,
    [request.id, position],
  );
