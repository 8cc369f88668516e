import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { append } from '@comity/audit';
import { CATEGORY_RUNG } from '@comity/casework';
import { CHECKS } from '@comity/proportionality';
import { type DataSource } from 'typeorm';
import { Transactions, type Tx } from '../shared/transactions.js';
import { openTestDatabase, type TestDatabase } from '../testing/database.js';
import { type DrawnCase, plantDrawnCase } from '../testing/drawn-case.js';
import { PEOPLE } from '../testing/people.js';
import { testLog } from '../testing/stack.js';
import { plantRoster } from '../units/plant-roster.js';
import { readRoster } from '../units/read-roster.js';
import { dataSource, urlFor } from './data-source.js';
import { ABSOLUTE_CHECKS } from './decision-guard-rounds.js';

const ROOT = new URL('../../../../', import.meta.url).pathname;
const ISSUER = 'https://identity.test';
const person = (key: string) => PEOPLE.find((one) => one.key === key)!;

let database: TestDatabase;
let source: DataSource;
let transactions: Transactions;

beforeAll(async () => {
  database = await openTestDatabase();
  source = await dataSource(urlFor(database.url, { role: 'comity_api', password: database.secret('db-comity_api') }), {
    poolSize: 20,
    name: 'test',
  }).initialize();
  transactions = new Transactions(source, database.secret('context-key'));
  await plantRoster(transactions, readRoster(ROOT), ISSUER, testLog('demonstration.test/log'));
});
afterAll(async () => {
  await source?.destroy();
  await database?.drop();
});

/** What the row of a decision would say, with what a test bends. */
type Bent = Partial<
  Record<'round' | 'requestVersion' | 'screeningVersion' | 'severity', number> &
    Record<'departs', boolean> &
    Record<'personId' | 'officerId' | 'agencyId' | 'jurisdiction' | 'certificateId' | 'requestHash' | 'resultHash' | 'position' | 'reviewId', string | null>
>;

/** Writes a decision as SQL through the login of the API, with its entry, as somebody who found a way around the use case would. */
async function insert(tx: Tx, drawn: DrawnCase, bent: Bent = {}): Promise<string> {
  const id = randomUUID();
  const value = {
    round: 1,
    requestVersion: 1,
    screeningVersion: 1,
    position: 'first',
    severity: 2,
    departs: false,
    reviewId: drawn.reviewId,
    ...drawn.reviewer,
    requestHash: drawn.requestHash,
    resultHash: drawn.resultHash,
    ...bent,
  };
  const c = 'A'.repeat(43);
  const log = await append(tx, {
    kind: 'decision.sealed',
    actor: { service: 'api' },
    on: { type: 'decision', id },
    data: {
      from: 'in_review',
      to: 'granted',
      version: 1,
      outcome: 'grant',
      position: 'first',
      round: 1,
      lines: {},
      grounds: [],
      conditions: [],
      severity: 0,
      route: 'SINGLE_REVIEW',
      certificate: randomUUID(),
      departs: false,
    },
    commit: { request: c, screening: c, reasons: c, record: c, roster: c },
  });
  const rows = await tx.query<unknown[]>(
    `insert into comity.decision (id, request_id, review_id, request_version, round, position, person_id, officer_id, agency_id, agency_snapshot, jurisdiction_snapshot,
       requesting_agency_id, certificate_id, outcome, route, screening_version, request_hash, screening_hash, summary, entry_id, leaf_hash, severity, departs)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $9, $10, $11, $12, 'grant', 'SINGLE_REVIEW', $13, $14, $15, 's', $16, $17, $18, $19) on conflict do nothing returning id`,
    [
      id,
      drawn.requestId,
      value.reviewId,
      value.requestVersion,
      value.round,
      value.position,
      value.personId,
      value.officerId,
      value.agencyId,
      value.jurisdiction,
      person('a.officer').agency,
      value.certificateId,
      value.screeningVersion,
      value.requestHash,
      value.resultHash,
      log.entryId,
      log.leafHash,
      value.severity,
      value.departs,
    ],
  );
  if (rows.length !== 1) throw new Error('nothing was inserted');
  return id;
}

const asReviewer = <T>(drawn: DrawnCase, work: (tx: Tx) => Promise<T>): Promise<T> =>
  transactions.as({ agencyId: drawn.reviewer.agencyId, personId: drawn.reviewer.personId }, work);
const drawn = (key = 'c.liaison'): Promise<DrawnCase> => plantDrawnCase(database.admin, { sub: person(key).sub, author: person('a.officer').person });
const seal = (one: DrawnCase, bent: Bent = {}): Promise<string> => asReviewer(one, (tx) => insert(tx, one, bent));

let undo: string[] = [];
/** Changes the roster for one test. */
async function meanwhile(sql: string, back: string): Promise<void> {
  await database.admin.query(sql);
  undo.push(back);
}
afterEach(async () => {
  for (const sql of undo) await database.admin.query(sql);
  undo = [];
});
const C = `person_id = '${person('c.liaison').person}'`;

describe('the database counts a decision only if every rule holds', () => {
  it('takes the decision of the person who was drawn and holds the claim', async () => {
    await expect(seal(await drawn())).resolves.toMatch(/^[0-9a-f-]{36}$/);
  });

  it('takes none without its entry', async () => {
    const one = await drawn();
    await expect(
      asReviewer(one, async (tx) => {
        const query = tx.query.bind(tx);
        // The entry of another row: the deferred trigger finds that it names somebody else.
        (tx as { query: unknown }).query = (sql: string, args?: unknown[]) =>
          query(sql, sql.includes('insert into comity.decision') ? [randomUUID(), ...args!.slice(1)] : args);
        await insert(tx, one);
      }),
    ).rejects.toThrow('has no entry of its own');
  });

  it('refuses a second decision of the same round, of the person or of the position', async () => {
    const one = await drawn();
    await seal(one);
    await expect(seal(one)).rejects.toThrow('four-eyes');
  });

  it.each<[string, string, Bent]>([
    ['an old hash of the request', 'request-current', { requestHash: 'd'.repeat(64) }],
    ['an old version of the request', 'request-current', { requestVersion: 2 }],
    ['an old hash of the screening', 'screening-current', { resultHash: 'd'.repeat(64) }],
    ['an old screening', 'screening-current', { screeningVersion: 0 }],
    ['another round', 'in-turn', { round: 2 }],
    ['a position whose turn it is not', 'in-turn', { position: 'second' }],
    ['a certificate that is not there', 'certificate', { certificateId: null }],
    ['a certificate of somebody else', 'certificate', { certificateId: '01900000-0000-7000-8000-000000000001' }],
    ['a jurisdiction that is not that of the account', 'role', { jurisdiction: 'XB' }],
    ['another review', 'drawn', { reviewId: '01900000-0000-7000-8000-000000000001' }],
  ])('refuses %s', async (_what, rule, bent) => {
    await expect(seal(await drawn(), bent)).rejects.toThrow(`decision refused: ${rule}`);
  });

  it.each<[string, string, string, string]>([
    [
      'a certificate revoked since the claim',
      'certificate',
      `update comity.certificate set state = 'revoked' where ${C} and kind = 'iccpr_review'`,
      `update comity.certificate set state = 'valid' where ${C}`,
    ],
    [
      'a role that ended since',
      'role',
      `update comity.role_grant set ended_at = comity.now() where ${C}`,
      `update comity.role_grant set ended_at = null where ${C}`,
    ],
    ['an account that is off', 'role', `update comity.roster set disabled = true where ${C}`, `update comity.roster set disabled = false where ${C}`],
    [
      'an agency of the last 24 months that is a party',
      'no-interest',
      `update comity.roster set agencies_24_months = agencies_24_months || '${person('b.officer').agency}'::uuid where ${C}`,
      `update comity.roster set agencies_24_months = array[agency_id] where ${C}`,
    ],
    [
      'a secondment from a side',
      'no-interest',
      `update comity.roster set seconded_from = 'SE' where ${C}`,
      `update comity.roster set seconded_from = null where ${C}`,
    ],
    [
      'a declared conflict',
      'no-interest',
      `update comity.roster set conflicts = array['${person('a.officer').agency}'::uuid] where ${C}`,
      `update comity.roster set conflicts = '{}' where ${C}`,
    ],
    [
      'another account in a jurisdiction that asks',
      'no-interest',
      `update comity.roster set jurisdiction = 'KE' where ${C} and agency_id = '${person('c.liaison.second-account').agency}'`,
      `update comity.roster set jurisdiction = 'XB' where ${C} and agency_id = '${person('c.liaison.second-account').agency}'`,
    ],
  ])('refuses %s', async (_what, rule, sql, back) => {
    const one = await drawn();
    await meanwhile(sql, back);
    await expect(seal(one)).rejects.toThrow(`decision refused: ${rule}`);
  });

  it.each<[string, string, (one: DrawnCase) => string]>([
    [
      'a case that the person has worked on',
      'no-interest',
      (one) => `insert into comity.case_person values ('${one.referralId}', '${one.reviewer.personId}', '${one.reviewer.agencyId}')`,
    ],
    ['a person who was never drawn', 'drawn', (one) => `update comity.review set person_id = '${person('d.liaison').person}' where id = '${one.reviewId}'`],
    ['a claim that ran out', 'claim', (one) => `update comity.review set claimed_until = comity.now() - interval '1 second' where id = '${one.reviewId}'`],
    ['no claim', 'claim', (one) => `update comity.review set claimed_until = null where id = '${one.reviewId}'`],
    ['a review that has ended', 'drawn', (one) => `update comity.review set ended_at = comity.now() where id = '${one.reviewId}'`],
    ['a finding that is missing', 'worksheet', (one) => `delete from comity.finding where review_id = '${one.reviewId}' and sheet_row = 'W5' and line_no = 2`],
    [
      'an answer of the reviewer that is missing',
      'reviewer-fields',
      (one) => `delete from comity.reviewer_answer where review_id = '${one.reviewId}' and path = 'transfer.tortureRisk'`,
    ],
    ['a request that is not in review', 'in-turn', (one) => `update comity.data_request set state = 'screened' where id = '${one.requestId}'`],
    ['a newer screening', 'screening-current', (one) => `update comity.screening set version = 2 where request_id = '${one.requestId}'`],
  ])('refuses %s', async (_what, rule, sql) => {
    const one = await drawn();
    await database.admin.query(sql(one));
    await expect(seal(one)).rejects.toThrow(`decision refused: ${rule}`);
  });

  it.each<[string, number, boolean, string | null]>([
    ['severity 4', 4, false, 'severity'],
    ['severity 5, whatever it says', 5, true, 'severity'],
    ['severity 6 without a departure', 6, false, 'departure'],
    ['severity 6 with one', 6, true, null],
  ])('looks at a grant at %s', async (_what, severity, departs, rule) => {
    const one = await drawn();
    if (rule) await expect(seal(one, { severity, departs })).rejects.toThrow(`decision refused: ${rule}`);
    else await expect(seal(one, { severity, departs })).resolves.toBeDefined();
  });

  it('refuses a grant at every ground of which no departure is offered', async () => {
    expect([...ABSOLUTE_CHECKS].sort()).toEqual(CHECKS.flatMap(({ id, absoluteAt }) => (absoluteAt === undefined ? [] : [id])).sort());
    expect(new Set(CHECKS.flatMap(({ absoluteAt }) => absoluteAt ?? []))).toEqual(new Set([6]));
    for (const check of ABSOLUTE_CHECKS) {
      const one = await drawn();
      await database.admin.query('update comity.screening set max_severity = 6, because = array[$2] where request_id = $1', [one.requestId, check]);
      await expect(seal(one, { severity: 6, departs: true })).rejects.toThrow('decision refused: absolute');
    }
  });

  it('refuses whoever decided before a refusal is looked at again', async () => {
    const one = await drawn();
    await seal(one);
    await database.admin.query('update comity.data_request set round = 2, reconsidered = 2 where id = $1', [one.requestId]);
    await expect(seal(one, { round: 2 })).rejects.toThrow('decision refused: four-eyes');
    await database.admin.query('update comity.data_request set reconsidered = null where id = $1', [one.requestId]);
    await expect(seal(one, { round: 2 })).resolves.toBeDefined();
  });

  it('tells of earlier seals, and voids one, only for who is drawn', async () => {
    const one = await drawn();
    await seal(one);
    const ask = async (tx: Tx): Promise<unknown[]> => [
      (await tx.query<unknown[]>('select * from comity.sealed_before($1)', [one.requestId])).length,
      (await tx.query<[{ id: string | null }]>("select comity.void_first($1, 'another') as id", [one.requestId]))[0].id,
    ];
    for (const key of ['d.liaison', 'a.officer', 'c.lead', 'c.liaison.second-account'])
      expect([key, await transactions.as({ agencyId: person(key).agency, personId: person(key).person }, ask)]).toEqual([key, [0, null]]);
    expect((await asReviewer(one, ask))[0]).toBe(1);
  });

  it.each(['a.officer', 'a.supervisor', 'b.officer', 'b.desk', 'third.officer', 'd.liaison', 'c.lead', 'c.liaison.second-account'])(
    'refuses the decision that %s writes as themselves',
    async (key) => {
      const one = await drawn();
      const { rows } = await database.admin.query<DrawnCase['reviewer']>(
        `select o.person_id as "personId", o.id as "officerId", o.agency_id as "agencyId", a.jurisdiction,
              (select c.id from comity.certificate c where c.officer_id = o.id order by kind = 'iccpr_review' desc limit 1) as "certificateId"
         from comity.officer o join comity.agency a on a.id = o.agency_id where o.sub = $1`,
        [person(key).sub],
      );
      const self = rows[0]!;
      await expect(transactions.as({ agencyId: self.agencyId, personId: self.personId }, (tx) => insert(tx, one, self))).rejects.toThrow(
        /decision refused: (role|certificate|no-interest|drawn)/,
      );
    },
  );

  it('refuses a decision under the name of somebody else', async () => {
    const one = await drawn();
    const as = person('a.officer');
    await expect(transactions.as({ agencyId: as.agency, personId: as.person }, (tx) => insert(tx, one))).rejects.toThrow('row-level security');
  });

  it('lets one of twenty decisions at once count', async () => {
    const one = await drawn();
    const tried = await Promise.allSettled(Array.from({ length: 20 }, () => seal(one)));
    expect(tried.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    const { rows } = await database.admin.query<{ n: number }>('select count(*)::int as n from comity.decision where request_id = $1', [one.requestId]);
    expect(rows).toEqual([{ n: 1 }]);
  });

  it('makes a revocation wait for a seal that has begun, and a seal for a revocation', async () => {
    const [first, second] = [await drawn(), await drawn()];
    const revoke = `update comity.certificate set state = 'revoked' where ${C} and kind = 'iccpr_review'`;
    undo.push(`update comity.certificate set state = 'valid' where ${C}`);
    let revoked = false;
    let waiting: Promise<void> | undefined;
    await asReviewer(first, async (tx) => {
      await insert(tx, first);
      waiting = database.admin.query(revoke).then(() => void (revoked = true));
      await new Promise((resolve) => setTimeout(resolve, 150));
      expect(revoked).toBe(false);
    });
    await waiting;
    await expect(seal(second)).rejects.toThrow('decision refused: certificate');
  });
});

describe('the database grants no more than was asked', () => {
  const line = (tx: Tx, one: DrawnCase, decision: string, values: { no: number; category: string; from?: string; to?: string }) =>
    tx.query(
      `insert into comity.decision_line (decision_id, line_no, request_id, agency_id, requesting_agency_id, change, category, period_from, period_to)
       values ($1, $2, $3, $4, $5, 'granted', $6, $7, $8)`,
      [decision, values.no, one.requestId, one.reviewer.agencyId, person('a.officer').agency, values.category, values.from ?? null, values.to ?? null],
    );

  it.each<[string, { no: number; category: string; from?: string; to?: string }, RegExp | undefined]>([
    ['the line as asked', { no: 2, category: 'traffic', from: '2026-02-01', to: '2026-05-01' }, undefined],
    ['a part of the period', { no: 2, category: 'traffic', from: '2026-04-01', to: '2026-04-30' }, undefined],
    ['a category of a lower rung', { no: 2, category: 'identification_ip', from: '2026-02-01', to: '2026-05-01' }, undefined],
    ['a higher rung', { no: 2, category: 'location', from: '2026-02-01', to: '2026-05-01' }, /wider-category/],
    ['another category of the same rung', { no: 2, category: 'biometric', from: '2026-02-01', to: '2026-05-01' }, /wider-category/],
    ['an earlier beginning', { no: 2, category: 'traffic', from: '2026-01-01', to: '2026-05-01' }, /wider-period/],
    ['a later end', { no: 2, category: 'traffic', from: '2026-02-01', to: '2026-06-01' }, /wider-period/],
    ['no period where one was asked', { no: 2, category: 'traffic' }, /wider-period/],
    ['a line that was not asked', { no: 3, category: 'subscriber' }, /: line/],
  ])('answers to %s', async (_what, values, refused) => {
    const one = await drawn();
    const tried = asReviewer(one, async (tx) => void (await line(tx, one, await insert(tx, one), values)));
    if (refused) await expect(tried).rejects.toThrow(refused);
    else await expect(tried).resolves.toBeUndefined();
  });

  it('has the rungs of casework', async () => {
    for (const [category, rung] of Object.entries(CATEGORY_RUNG)) {
      const { rows } = await database.admin.query<{ rung: number }>('select comity.category_rung($1) as rung', [category]);
      expect([category, rows[0]!.rung]).toEqual([category, rung]);
    }
  });

  it('lets nobody call a request granted that nobody granted', async () => {
    const one = await drawn();
    const grant = `update comity.data_request set state = 'granted' where id = $1`;
    await expect(asReviewer(one, (tx) => tx.query(grant, [one.requestId]))).rejects.toThrow('decision refused: people');
    const as = person('a.officer');
    await expect(transactions.as({ agencyId: as.agency, personId: as.person }, (tx) => tx.query(grant, [one.requestId]))).rejects.toThrow(
      'decision refused: people',
    );
    await seal(one);
    await expect(asReviewer(one, (tx) => tx.query(grant, [one.requestId]))).resolves.toBeDefined();
  });

  it('asks for two people where the route does', async () => {
    const one = await drawn();
    await seal(one);
    for (const route of ['DOUBLE_LOCK', 'RETURN_FOR_COMPLETION', 'AUTHORISATION_REQUIRED', 'REFUSE_RECOMMENDED']) {
      await database.admin.query('update comity.screening set route = $2 where request_id = $1', [one.requestId, route]);
      await expect(asReviewer(one, (tx) => tx.query("update comity.data_request set state = 'granted' where id = $1", [one.requestId]))).rejects.toThrow(
        'decision refused: people',
      );
    }
  });

  it.each(['frozen_version', 'round'])('counts no grant of another %s', async (column) => {
    const one = await drawn();
    await seal(one);
    await database.admin.query(`update comity.data_request set ${column} = 2 where id = $1`, [one.requestId]);
    await expect(asReviewer(one, (tx) => tx.query("update comity.data_request set state = 'granted' where id = $1", [one.requestId]))).rejects.toThrow(
      'decision refused: people',
    );
  });
});

describe('whose case it is', () => {
  const change = (key: string, one: DrawnCase, set: string): Promise<unknown> =>
    transactions.as({ agencyId: person(key).agency, personId: person(key).person }, (tx) =>
      tx.query(`update comity.data_request set ${set} where id = $1 returning id`, [one.requestId]),
    );
  const OWN = person('c.liaison').agency;

  it.each([
    ['the reviewer who is drawn', 'c.liaison', `holding_agency_id = '${OWN}'`],
    ['the agency that asks, while it is decided', 'a.officer', `holding_agency_id = '${person('third.officer').agency}'`],
    ['the agency that asks', 'a.officer', "holding_jurisdiction = 'DE'"],
    ['the reviewer', 'c.liaison', 'corridor_id = null'],
    ['the reviewer, who would be a party', 'c.liaison', `party_set = party_set || '${OWN}'::uuid`],
    ['the agency that asks, which would leave', 'a.officer', `party_set = array['${person('b.officer').agency}'::uuid]`],
  ])('is not changed by %s', async (_who, key, set) => {
    await expect(change(key, await drawn(), set)).rejects.toThrow('moves with its own step alone');
  });

  it('is written by the agency that asks while it drafts, and by nobody else then', async () => {
    const one = await drawn();
    await database.admin.query("update comity.data_request set state = 'draft' where id = $1", [one.requestId]);
    const other = `holding_agency_id = '${person('third.officer').agency}'`;
    await expect(change('c.liaison', one, other)).rejects.toThrow('moves with its own step alone');
    await expect(change('a.officer', one, other)).resolves.toBeDefined();
  });
});
