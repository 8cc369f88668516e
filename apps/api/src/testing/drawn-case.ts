import { randomUUID } from 'node:crypto';
import { type Client } from 'pg';

/** A request that stands before its decision: drawn, claimed, every finding and answer there. Rows without content and without entries. */
export interface DrawnCase {
  requestId: string;
  reviewId: string;
  referralId: string;
  requestHash: string;
  resultHash: string;
  reviewer: { personId: string; officerId: string; agencyId: string; jurisdiction: string; certificateId: string | null };
}

const LINE_ROWS = ['W1', 'W3', 'W4', 'W5', 'W6'];
const REQUEST_ROWS = ['W2', 'W7', 'W8', 'W9', 'W10'];
const OWN_FIELDS = [
  'aim.ulteriorIndicators',
  'selection.proxyRisk',
  'transfer.deathPenaltyRisk',
  'transfer.tortureRisk',
  'transfer.persecutionRisk',
  'transfer.politicalOffence',
  'transfer.fairTrialRisk',
  'transfer.neBisInIdem',
  'transfer.essentialInterests',
];

/**
 * Plants one in the database of a suite, past all triggers.
 * @param sub account, by its `sub` of the roster, of the person who is drawn. @param author person who drafted it.
 */
export async function plantDrawnCase(admin: Client, who: { sub: string; author: string }): Promise<DrawnCase> {
  const [requestId, reviewId, referralId] = [randomUUID(), randomUUID(), randomUUID()];
  const [requestHash, resultHash] = ['a'.repeat(64), 'b'.repeat(64)];
  let entry = 0;
  const next = (): number => -(Math.floor(Math.random() * 2 ** 40) + (entry += 1));
  const { rows: people } = await admin.query<DrawnCase['reviewer']>(
    `select o.person_id as "personId", o.id as "officerId", o.agency_id as "agencyId", a.jurisdiction,
            (select c.id from comity.certificate c where c.officer_id = o.id and c.kind = 'iccpr_review') as "certificateId"
       from comity.officer o join comity.agency a on a.id = o.agency_id where o.sub = $1`,
    [who.sub],
  );
  const reviewer = people[0]!;
  const { rows: corridors } = await admin.query<{ id: string; asking: string; holding: string }>(
    `select c.id, (select id from comity.agency where jurisdiction = 'KE') as asking, (select id from comity.agency where jurisdiction = 'SE') as holding
       from comity.corridor c where requesting = 'KE' and holding = 'SE'`,
  );
  const { id: corridor, asking, holding } = corridors[0]!;
  await admin.query('begin');
  await admin.query("set local session_replication_role = 'replica'");
  await admin.query(
    `insert into comity.data_request (id, ref, agency_id, requesting_jurisdiction, holding_agency_id, holding_jurisdiction, corridor_id, corridor_version, referral_id, state, version,
       frozen_version, content_hash, track, language, measure, purpose, lines, route, created_by, party_set, entry_id)
     values ($1, $2, $3, 'KE', $4, 'SE', $5, 1, $6, 'in_review', 3, 1, $7, 'ordinary', 'en', 'disclose_stored', 'identify_suspect', 2, 'SINGLE_REVIEW', $8, $9, $10)`,
    [requestId, `DQ-${requestId.slice(0, 8)}`, asking, holding, corridor, referralId, requestHash, who.author, [asking, holding], next()],
  );
  await admin.query(
    `insert into comity.request_line (id, request_id, agency_id, line_no, category, identifier_id, identifier_type, period_from, period_to, state)
     values (gen_random_uuid(), $1, $2, 1, 'subscriber', gen_random_uuid(), 'account_id', null, null, 'asked'), (gen_random_uuid(), $1, $2, 2, 'traffic', gen_random_uuid(), 'account_id', '2026-02-01', '2026-05-01', 'asked')`,
    [requestId, asking],
  );
  await admin.query('insert into comity.case_person (case_id, person_id, agency_id) values ($1, $2, $3)', [requestId, who.author, asking]);
  await admin.query(
    `insert into comity.screening (id, request_id, agency_id, request_version, version, engine, profiles, input_hash, result_hash, route, max_severity, because, entry_id)
     values (gen_random_uuid(), $1, $2, 1, 1, '1.0.0', '{UN@1.0.0}', $3, $4, 'SINGLE_REVIEW', 2, '{NEC-02}', $5)`,
    [requestId, asking, 'c'.repeat(64), resultHash, next()],
  );
  await admin.query(
    `insert into comity.review (id, request_id, requesting_agency_id, agency_id, jurisdiction, person_id, officer_id, position, round, request_version, request_hash, seed, eligible,
       state, purpose, claimed_from, claimed_until, entry_id)
     values ($1, $2, $3, $4, $5, $6, $7, 'first', 1, 1, $8, 's', 1, 'claimed', 'identify_suspect', comity.now(), comity.now() + interval '20 minutes', $9)`,
    [reviewId, requestId, asking, reviewer.agencyId, reviewer.jurisdiction, reviewer.personId, reviewer.officerId, requestHash, next()],
  );
  await admin.query(
    "insert into comity.assignment (id, request_id, review_id, person_id, agency_id, position, round) values (gen_random_uuid(), $1, $2, $3, $4, 'first', 1)",
    [requestId, reviewId, reviewer.personId, reviewer.agencyId],
  );
  for (const [row, line] of [...LINE_ROWS.flatMap((one) => [[one, 1] as const, [one, 2] as const]), ...REQUEST_ROWS.map((one) => [one, null] as const)]) {
    await admin.query(
      `insert into comity.finding (id, review_id, request_id, agency_id, person_id, sheet_row, line_no, version, finding, supports, entry_id)
       values (gen_random_uuid(), $1, $2, $3, $4, $5, $6, 1, 'met', '{}', $7)`,
      [reviewId, requestId, reviewer.agencyId, reviewer.personId, row, line, next()],
    );
  }
  for (const path of OWN_FIELDS) {
    await admin.query(
      `insert into comity.reviewer_answer (id, review_id, request_id, agency_id, person_id, path, own_field, screening_version, entry_id)
       values (gen_random_uuid(), $1, $2, $3, $4, $5, true, 1, $6)`,
      [reviewId, requestId, reviewer.agencyId, reviewer.personId, path, next()],
    );
  }
  await admin.query('commit');
  return { requestId, reviewId, referralId, requestHash, resultHash, reviewer };
}
