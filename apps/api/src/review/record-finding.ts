import { append } from '@comity/audit';
import { findingLacks, step, type Support, WORKSHEET, type WorksheetRow } from '@comity/casework';
import { type FindingRecord } from '@comity/contract';
import { Injectable } from '@nestjs/common';
import { partiesOf } from '../requests/request-row.js';
import { Acts, type Written } from '../shared/acts.js';
import { newId } from '../shared/new-id.js';
import { actorOf, type Officer } from '../shared/officer.js';
import { type Prepared, Seal } from '../shared/seal.js';
import { type Target } from '../shared/target.js';
import { type Tx } from '../shared/transactions.js';
import { groundsOf } from './ground.js';
import { claimEnd, type Held, holdReview, moveReview } from './hold-review.js';

const SUPPORT_OF = {
  ground: 'ground',
  order: 'order',
  narrowing: 'narrowing',
  means: 'means',
  condition: 'condition',
  filter: 'filter',
  notificationDuty: 'notification_duty',
  question: 'question',
} as const satisfies Partial<Record<keyof FindingRecord, Support>>;

/** What stands beside a finding to carry it. */
const supportsOf = (body: FindingRecord): Support[] =>
  (Object.keys(SUPPORT_OF) as (keyof typeof SUPPORT_OF)[]).filter((name) => body[name] !== undefined).map((name) => SUPPORT_OF[name]);

/** A finding on one place of the worksheet, with its words ready to be sealed. */
interface Place {
  id: string;
  line: number | null;
  version: number;
  reason: Prepared;
  shareable: Prepared;
}

/** Writes what a reviewer found on one row of the worksheet, for the request or for each line named. An earlier finding stays; the latest counts. */
@Injectable()
export class RecordFinding {
  constructor(
    private readonly acts: Acts,
    private readonly seal: Seal,
  ) {}

  run(officer: Officer, target: Target, row: WorksheetRow, body: FindingRecord): Promise<Written> {
    return this.acts.run(officer, async (tx) => {
      const held = await holdReview(tx, officer, 'review.record_finding', target);
      const { request, review, claimHeld } = held;
      step('request', request.state, 'review.record_finding', { claimHeld, finding: body.finding, lacks: await lacksOf(tx, held, row, body) });
      const supports = supportsOf(body);
      const places: Place[] = [];
      for (const line of body.lines.length > 0 ? body.lines : [null]) places.push(await this.prepare(tx, held, row, line, body));
      let log: Written['log'];
      for (const place of places) {
        const entry = await append(tx, {
          kind: 'review.finding_recorded',
          actor: actorOf(officer),
          on: { type: 'finding', id: place.id },
          case: request.id,
          parties: partiesOf(request),
          data: {
            row,
            ...(place.line === null ? {} : { line: place.line }),
            finding: body.finding,
            ...(body.ground ? { ground: body.ground } : {}),
            confidence: body.confidence,
            checks: [...new Set(body.checks ?? [])].sort(),
          },
          commit: { reason: place.reason.commitment, shareable: place.shareable.commitment },
        });
        await tx.query(
          `insert into comity.finding (id, review_id, request_id, agency_id, person_id, sheet_row, line_no, version, finding, supports, ground, entry_id)
           values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`,
          [
            place.id,
            review.id,
            request.id,
            review.agencyId,
            review.personId,
            row,
            place.line,
            place.version,
            body.finding,
            supports,
            body.ground ?? null,
            entry.entryId,
          ],
        );
        await place.reason.write(entry.entryId);
        await place.shareable.write(entry.entryId);
        log = { entryId: entry.entryId, leafHash: entry.leafHash };
      }
      const version = await moveReview(tx, review, { claimedUntil: claimEnd(tx) });
      return { written: { id: review.id, ref: request.ref, state: review.state, version, ...(log ? { log } : {}) } };
    });
  }

  private async prepare(tx: Tx, { review }: Held, row: WorksheetRow, line: number | null, body: FindingRecord): Promise<Place> {
    const id = newId();
    const [{ version }] = await tx.query<[{ version: number }]>(
      'select coalesce(max(version), 0) + 1 as version from comity.finding where review_id = $1 and sheet_row = $2 and line_no is not distinct from $3',
      [review.id, row, line],
    );
    const place = { agencyId: review.agencyId, record: { type: 'finding', id }, version: 1, class: 'C4' } as const;
    const { shareable, ...words } = body;
    return {
      id,
      line,
      version,
      reason: await this.seal.prepare(tx, { ...place, path: 'reason' }, { ...words, lines: line === null ? [] : [line] }),
      shareable: await this.seal.prepare(tx, { ...place, path: 'shareable' }, shareable),
    };
  }
}

/** What the finding lacks, as codes: what the worksheet asks of it, lines that do not exist, a ground that no list has. */
async function lacksOf(tx: Tx, { request }: Held, row: WorksheetRow, body: FindingRecord): Promise<string[]> {
  const known = await tx.query<{ line: number }[]>('select line_no as line from comity.request_line where request_id = $1', [request.id]);
  const supports = supportsOf(body);
  const places = WORKSHEET[row].per === 'line' && body.lines.length === 0 ? [null] : body.lines.length > 0 ? body.lines : [null];
  const lacks = places.flatMap((line) => findingLacks({ row, line, finding: body.finding, reasonGiven: body.reason.trim() !== '', supports }));
  const unknown = body.lines.filter((line) => !known.some((one) => one.line === line)).map((line) => `line-unknown:${line}`);
  const doubled = new Set(body.lines).size < body.lines.length ? ['line-twice'] : [];
  const ground = body.ground !== undefined && !(await groundsOf(tx, request.corridorId)).has(body.ground) ? ['ground-unknown'] : [];
  return [...new Set([...lacks, ...unknown, ...doubled, ...ground])];
}
