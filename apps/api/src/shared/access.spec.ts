import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { ACTS, type Certificate, decide, type Environment, type PolicyObject, type Subject } from '@comity/casework';
import { PROBLEMS, type ProblemCode } from '@comity/contract';
import { FILE } from '../api-document.js';
import { PEOPLE } from '../testing/people.js';
import { ROUTE_CALLS, type RouteCall } from '../testing/route-calls.js';
import { type Answer, type Stack, startStack } from '../testing/stack.js';
import { type CaseIds, type Stage, STAGES, WholeCase } from '../testing/whole-case.js';
import { NOTHING } from './authorise.js';

jest.setTimeout(300_000);
let stack: Stack;
let one: WholeCase;
let subjects: Map<string, Subject>;
beforeAll(async () => {
  stack = await startStack();
  one = new WholeCase(stack, 1);
  subjects = new Map();
  for (const each of PEOPLE) subjects.set(each.key, await subjectOf(each));
});
afterAll(() => stack.close());

const sql = async <T>(text: string, ...values: unknown[]): Promise<T[]> => (await stack.database.admin.query(text, values)).rows as T[];
type Person = (typeof PEOPLE)[number];
const person = (key: string): Person => PEOPLE.find((candidate) => candidate.key === key)!;
const [KENYA, SWEDEN, UNIT_C] = ['a.officer', 'b.desk', 'c.liaison'].map((key) => person(key).agency) as [string, string, string];
const NOBODY = 'nobody';

/** The person as the policy sees them, read from the rows by an administrator and not through the API. */
async function subjectOf({ sub, person: personId, agency, roles }: Person): Promise<Subject> {
  const rows = await sql<{ id: string; kind: Certificate['kind']; from: Date; to: Date }>(
    'select c.id, c.kind, c.valid_from as "from", c.valid_to as "to" from comity.certificate c join comity.officer o on o.id = c.officer_id where o.sub = $1',
    sub,
  );
  const [where] = await sql<{ kind: Subject['agencyKind']; jurisdiction: string }>('select kind, jurisdiction from comity.agency where id = $1', agency);
  const { kind, jurisdiction } = where!;
  const certificates = rows.map((row) => ({ id: row.id, kind: row.kind, state: 'valid' as const, validFrom: row.from.getTime(), validTo: row.to.getTime() }));
  return {
    ...{
      caller: 'person',
      personId,
      agencyId: agency,
      agencyKind: kind,
      jurisdiction,
      roles,
      certificates,
      termsAccepted: true,
      scopes: [],
      mandate: 'all',
      examiner: true,
    },
    signIn: { acr: 'comity-2', authTimeMs: Date.now() },
  };
}

/** The record as the law of the case has it at this stage, for this person; null where nobody outside may know of it. */
function recordAt(stage: Stage, record: keyof CaseIds, subject: Subject): PolicyObject | null {
  const reached = (first: Stage): boolean => STAGES.indexOf(stage) >= STAGES.indexOf(first);
  const author = [person('a.officer').person];
  const reviewing = stage === 'in review' && subject.agencyId === UNIT_C;
  const reviewers = reviewing ? [person('c.liaison').person] : [];
  const base = {
    ...NOTHING,
    ownerAgency: KENYA,
    authors: author,
    assigned: author,
    purpose: 'identify_suspect',
    jurisdictions: ['KE', 'SE'],
    caseAgencies: [KENYA, SWEDEN],
  };
  const request = { ...base, requestingAgency: KENYA, holdingAgency: reached('dispatched') ? SWEDEN : null, reviewers };
  if (record === 'referral') return { ...base, recipientAgency: reached('delivered') ? SWEDEN : null };
  if (record === 'request') return reached('draft request') ? { ...request, answerers: reached('sent') ? [person('b.officer').person] : [] } : null;
  // A review is of the one who is drawn, while it lasts.
  if (record === 'review') return reviewing ? { ...NOTHING, reviewers, purpose: 'identify_suspect', caseAgencies: [KENYA, SWEDEN] } : null;
  // The side that holds gets the granted table; the decision with its reasons is the asking side's and the writer's.
  if (record === 'decision')
    return reached('granted') ? { ...request, holdingAgency: null, reviewers: subject.agencyId === UNIT_C ? [person('c.liaison').person] : [] } : null;
  return reached(subject.agencyId === SWEDEN ? 'sent' : 'disclosed') ? request : null;
}

const around = (): Environment => ({ nowMs: Date.now(), realNowMs: Date.now(), readOnly: false, logWell: true, purpose: null });
/** What the guard of the route says, before any record is looked at. */
const refusalOnRoute = (key: string, act: string): ProblemCode | null =>
  subjects.has(key) ? decide(subjects.get(key)!, act, null, around()).reason : 'sign-in';

/** What the person must hear: the code of a refusal, or null where access is given. */
function refusalFor(stage: Stage, key: string, act: string, { record }: RouteCall): ProblemCode | null {
  const onRoute = refusalOnRoute(key, act);
  // Who may read the log may read it whole; what it does not have is not found.
  if (onRoute !== null || record === null || act.startsWith('audit.')) return onRoute;
  const subject = subjects.get(key)!;
  const object = recordAt(stage, record, subject);
  return object === null ? 'not-found' : decide(subject, act, object, around()).reason;
}

interface Operation {
  operationId: string;
}
const paths = (JSON.parse(readFileSync(FILE, 'utf8')) as { paths: Record<string, Record<string, Operation>> }).paths;
const routes = Object.values(paths).flatMap((methods) =>
  Object.entries(methods).map(([method, { operationId }]) => ({ act: operationId, method: method.toUpperCase() as 'GET' | 'POST' | 'PUT' })),
);
const KEYS = [...PEOPLE.map(({ key }) => key), NOBODY];

/** How often the queue of the log is emptied while routes are asked; releases stop when it is a minute old. */
const LOG_MS = 20_000;

/** Asks one route as one person. */
async function ask(key: string, act: string, id: string): Promise<Answer> {
  const { path, body, how } = ROUTE_CALLS[act]!;
  const { method } = routes.find((route) => route.act === act)!;
  const call = { ...how, ...(how?.sid ? { sid: `${how.sid} ${randomUUID()}` } : {}) };
  if (key !== NOBODY) return noted(key, act, await stack.call(key, method, path(id), body?.(id), call));
  return noted(key, act, await stack.call('a.officer', method, path(id), body?.(id), { ...call, headers: { authorization: '' } }));
}

/** Words that no answer holds: of the program, of the database, of its roles. */
const INNER =
  /\bat .+\.(?:ts|js)\b|\bselect\b.+\bfrom\b|comity\.|comity_|tlog|pg_|violates|relation "|DoesNotOpen|QueryFailed|TypeError|node_modules|CANARY-INTERNAL/i;
const refused: { key: string; act: string; status: number }[] = [];
function noted(key: string, act: string, answer: Answer): Answer {
  const text = JSON.stringify(answer.body);
  if (answer.status >= 500) throw new Error(`${key} ${act}: ${answer.status} ${text}`);
  if (answer.status >= 400) {
    expect([key, act, INNER.exec(text)?.[0]]).toEqual([key, act, undefined]);
    if (LOGGED.includes(answer.body.code as string)) refused.push({ key, act, status: answer.status });
  }
  return answer;
}
/** Refusals that mean somebody may not, or not now. The others mean that nothing was asked yet: bytes, headers, bodies. */
const LOGGED: readonly string[] = [
  'sign-in',
  'step-up',
  'not-allowed',
  'purpose',
  'terms',
  'certificate',
  'second-person',
  'not-found',
  'step',
  'not-current',
  'version',
  'not-granted',
  'incomplete',
];

/** Refusals that the log has, repeats of the minute with them. */
async function loggedRefusals(): Promise<number> {
  const entries = (await stack.entries()).filter(({ kind }) => ['access.refused', 'step.refused', 'auth.refused'].includes(kind));
  const [{ more }] = (await sql<{ more: string }>('select coalesce(sum(more), 0) as more from comity.refusal')) as [{ more: string }];
  return entries.reduce((sum, entry) => sum + (entry.data['count'] as number), 0) + Number(more);
}

/** Tables that a refused or a reading call may write: its sign-in, and the count of refusals. */
const OWN_TRACES = ['refusal', 'login', 'ended_login', 'actor_salt', 'idempotency'];
/** Digest of every other row of every agency, by table. */
async function digest(): Promise<Record<string, string>> {
  const tables = await sql<{ name: string }>("select relname as name from pg_class where relnamespace = 'comity'::regnamespace and relkind = 'r' order by 1");
  const found: Record<string, string> = {};
  for (const { name } of tables.filter((table) => !OWN_TRACES.includes(table.name)))
    found[name] = (
      await sql<{ hash: string }>(`select coalesce(md5(string_agg(t::text, '|' order by t::text)), 'empty') as hash from comity.${name} t`)
    )[0]!.hash;
  return found;
}

const without = (answer: Answer): unknown => ({ ...answer.body, instance: undefined });

/** Who may read each planted word, and from when. */
const READERS: Record<keyof WholeCase['words'], (subject: Subject, reached: (stage: Stage) => boolean) => boolean> = {
  referral: ({ agencyId }) => [KENYA, SWEDEN].includes(agencyId),
  request: ({ agencyId, personId }) => agencyId === KENYA || (agencyId === UNIT_C && personId === person('c.liaison').person),
  review: ({ agencyId, personId }) => agencyId === UNIT_C && personId === person('c.liaison').person,
  internal: ({ agencyId, personId }) => agencyId === UNIT_C && personId === person('c.liaison').person,
  answer: ({ agencyId }, reached) => agencyId === SWEDEN || (agencyId === KENYA && reached('disclosed')),
};

describe('a route', () => {
  it('without a row in the table of this suite does not exist', () => {
    expect(Object.keys(ROUTE_CALLS).sort()).toEqual(routes.map(({ act }) => act).sort());
    expect(routes.map(({ act }) => act).filter((act) => !(act in ACTS))).toEqual([]);
  });
});

describe.each(STAGES)('at the stage %s', (stage) => {
  const wrong: unknown[] = [];
  const leaks: unknown[] = [];
  let before: Record<string, string>;
  let logged = 0;

  beforeAll(async () => {
    await one.to(stage);
    await one.healthyLog();
    before = await digest();
    logged = await loggedRefusals();
    refused.length = 0;
    const reached = (first: Stage): boolean => STAGES.indexOf(stage) >= STAGES.indexOf(first);
    // What the guard of the route refuses, it refuses at every stage: asked once. Whoever passes it is asked at each.
    const passes = (key: string, act: string): boolean => refusalOnRoute(key, act) === null;
    const asked = KEYS.flatMap((key) => routes.map(({ act }) => ({ key, act }))).filter(
      ({ key, act }) => stage === 'in review' || (ROUTE_CALLS[act]!.record && passes(key, act)),
    );
    let lookedAt = performance.now();
    const askNext = async (): Promise<void> => {
      for (let next = asked.pop(); next; next = asked.pop()) {
        const { key, act } = next;
        // Nothing sequences this log: on a busy machine its queue would grow old, and releases be refused for that.
        if (performance.now() - lookedAt > LOG_MS) {
          lookedAt = performance.now();
          await one.healthyLog();
        }
        const call = ROUTE_CALLS[act]!;
        const answer = await ask(key, act, call.record ? one.ids[call.record] : randomUUID());
        const code = refusalFor(stage, key, act, call) ?? call.passed;
        const wanted = typeof code === 'number' ? [code, undefined] : [PROBLEMS[code].status, code];
        if (answer.status !== wanted[0] || (answer.status >= 400 && answer.body.code !== wanted[1]))
          wrong.push([key, act, wanted.join(' '), `${answer.status} ${answer.body.code as string}`]);
        const text = JSON.stringify(answer.body ?? '');
        for (const [part, word] of Object.entries(one.words))
          if (text.includes(word) && !(subjects.get(key) && READERS[part as keyof WholeCase['words']](subjects.get(key)!, reached)))
            leaks.push([key, act, part]);
        if (answer.status === 404 && call.record) {
          const unknown = await ask(key, act, randomUUID());
          if (unknown.status !== 404 || JSON.stringify(without(unknown)) !== JSON.stringify(without(answer)))
            wrong.push([key, act, 'as unknown', without(answer), without(unknown)]);
        }
      }
    };
    await Promise.all([askNext(), askNext(), askNext()]);
  }, 300_000);

  it('everybody hears on every route what the policy says, and unknown and forbidden sound alike', () => {
    expect(wrong).toEqual([]);
  });
  it('no word of the case reaches somebody it is not for', () => {
    expect(leaks).toEqual([]);
  });
  it('no row of the case is changed by all of that', async () => {
    expect(await digest()).toEqual(before);
  });
  it('each refusal is in the log, and no more than those', async () => {
    expect((await loggedRefusals()) - logged).toBe(refused.length);
  });
});

/** Calls at one moment, each with a key of its own. @returns the codes, success as its status, sorted. */
async function race(number: number, call: (n: number) => Promise<Answer>): Promise<{ won: Answer[]; lost: unknown[] }> {
  const answers = await Promise.all(Array.from({ length: number }, (_, n) => call(n)));
  return {
    won: answers.filter(({ status }) => status < 300),
    lost: answers.filter(({ status }) => status >= 300).map(({ status, body }) => `${status} ${body.code as string}`),
  };
}
const kinds = async (id: string, kind: string): Promise<number> => (await stack.entries(id)).filter((entry) => entry.kind === kind).length;
const LOST = /^(?:404 not-found|409 step|409 not-current|412 version)$/;
const unclear = (lost: unknown[]): unknown[] => lost.filter((one) => !LOST.test(String(one)));

describe('many at once', () => {
  let two: WholeCase;
  let three: WholeCase;
  beforeAll(async () => {
    [two, three] = [new WholeCase(stack, 2), new WholeCase(stack, 3)];
    for (const stage of ['draft referral', 'delivered', 'draft request'] as const) for (const each of [two, three]) await each.to(stage);
  });

  it('submit one draft: one counts', async () => {
    const body = await three.submission();
    const { won, lost } = await race(20, () => stack.call('a.officer', 'POST', `/requests/${three.ids.request}/submit`, body, { version: 0 }));
    expect([won.length, unclear(lost), await kinds(three.ids.request, 'request.submitted')]).toEqual([1, [], 1]);
    expect(await sql('select version from comity.request_version where request_id = $1', three.ids.request)).toHaveLength(1);
  });
  it('claim one review: one counts', async () => {
    await stack.work();
    const [{ id, version }] = (await sql<{ id: string; version: number }>(
      'select id, version from comity.review where request_id = $1',
      three.ids.request,
    )) as [{ id: string; version: number }];
    three.ids.review = id;
    const { won, lost } = await race(20, () => stack.call('c.liaison', 'POST', `/reviews/${id}/claim`, {}, { version }));
    expect([won.length, unclear(lost), await kinds(id, 'review.claimed')]).toEqual([1, [], 1]);
  });
  it('seal one decision: one counts', async () => {
    await two.to('in review');
    const path = `/reviews/${two.ids.review}`;
    const { version } = (await stack.call('c.liaison', 'GET', path)).body as { version: number };
    const body = await two.seal();
    await two.healthyLog();
    const { won, lost } = await race(20, (n) => stack.call(n % 2 ? 'c.liaison' : 'c.liaison.second-account', 'POST', `${path}/seal`, body, { version }));
    expect([won.length, unclear(lost.filter((one) => one !== '403 certificate')), await kinds(two.ids.request, 'decision.sealed')]).toEqual([1, [], 1]);
    two.ids.decision = won[0]!.body.id as string;
    await stack.work();
  });
  it('send one package: one counts', async () => {
    await two.to('dispatched');
    const version = await two.answerLines();
    const lines = two.granted.map(({ line }) => line);
    await two.healthyLog();
    const { won, lost } = await race(20, (n) =>
      stack.call(n % 2 ? 'b.desk' : 'b.supervisor', 'POST', `/requests/${two.ids.request}/disclosures`, { lines }, { version }),
    );
    expect([won.length, unclear(lost), await kinds(two.ids.request, 'disclosure.sent')]).toEqual([1, [], 1]);
    two.ids.disclosure = won[0]!.body.id as string;
    await stack.work();
    expect(await sql('select id from comity.disclosure where request_id = $1', two.ids.request)).toEqual([{ id: two.ids.disclosure }]);
  });

  describe('ids of two cases crossed', () => {
    const finding = (lines: number[]): object => ({ lines, finding: 'met', reason: 'For a test.', shareable: 'For a test.', confidence: 'high' });
    const unknown = (): Promise<number> => Promise.resolve(0);
    const crossed: [string, string, 'POST' | 'PUT', () => string, () => unknown, () => Promise<number>][] = [
      [
        'a finding on a line that the request does not have',
        'c.liaison',
        'PUT',
        () => `/reviews/${three.ids.review}/findings/W1`,
        () => finding([9]),
        () => versionOf('review', three.ids.review),
      ],
      [
        'a seal with the hashes of another case',
        'c.liaison',
        'POST',
        () => `/reviews/${three.ids.review}/seal`,
        () => sealOfTwo,
        () => versionOf('review', three.ids.review),
      ],
      [
        'a seal of a review that is over',
        'c.liaison',
        'POST',
        () => `/reviews/${two.ids.review}/seal`,
        () => sealOfTwo,
        () => versionOf('review', two.ids.review),
      ],
      [
        'a submission with an identifier of another referral',
        'a.officer',
        'POST',
        () => `/requests/${draft}/submit`,
        () => submissionOfTwo,
        () => versionOf('data_request', draft),
      ],
      [
        'an answer to a line that was not granted',
        'b.officer',
        'PUT',
        () => `/requests/${one.ids.request}/lines/3/answer`,
        () => one.rowsFor(one.granted[0]!),
        () => versionOf('data_request', one.ids.request),
      ],
      [
        'an answer on a request that one only asks',
        'a.officer',
        'PUT',
        () => `/requests/${one.ids.request}/lines/1/answer`,
        () => one.rowsFor(one.granted[0]!),
        () => versionOf('data_request', one.ids.request),
      ],
      [
        'a package sent by who only asks',
        'a.supervisor',
        'POST',
        () => `/requests/${one.ids.request}/disclosures`,
        () => ({ lines: [1] }),
        () => versionOf('data_request', one.ids.request),
      ],
      [
        'a package with a line that was not granted',
        'b.desk',
        'POST',
        () => `/requests/${one.ids.request}/disclosures`,
        () => ({ lines: [3] }),
        () => versionOf('data_request', one.ids.request),
      ],
      [
        'a package of lines that were sent',
        'b.desk',
        'POST',
        () => `/requests/${one.ids.request}/disclosures`,
        () => ({ lines: [1] }),
        () => versionOf('data_request', one.ids.request),
      ],
      [
        'a receipt with the hash of another package',
        'a.supervisor',
        'POST',
        () => `/disclosures/${two.ids.disclosure}/receipt`,
        () => receiptOfOne,
        () => versionOf('disclosure', two.ids.disclosure),
      ],
      [
        'a receipt by who sent',
        'b.desk',
        'POST',
        () => `/disclosures/${two.ids.disclosure}/receipt`,
        () => receiptOfOne,
        () => versionOf('disclosure', two.ids.disclosure),
      ],
      ['a request id in the place of a review', 'c.liaison', 'POST', () => `/reviews/${three.ids.request}/claim`, () => ({}), unknown],
      ['a review id in the place of a request', 'a.officer', 'POST', () => `/requests/${three.ids.review}/submit`, () => submissionOfTwo, unknown],
      ['a package id in the place of a decision', 'a.supervisor', 'POST', () => `/disclosures/${two.ids.decision}/receipt`, () => receiptOfOne, unknown],
    ];
    let [draft, sealOfTwo, submissionOfTwo, receiptOfOne]: [string, unknown, unknown, unknown] = ['', {}, {}, {}];
    const versionOf = async (table: string, id: string): Promise<number> =>
      (await sql<{ version: number }>(`select version from comity.${table} where id = $1`, id))[0]!.version;

    beforeAll(async () => {
      draft = (await stack.call('a.officer', 'POST', '/requests', { referral: one.ids.referral, holdingAgency: SWEDEN })).body.id as string;
      const [hashes] = await sql<{ request_hash: string; screening_hash: string }>(
        'select request_hash, screening_hash from comity.decision where id = $1',
        two.ids.decision,
      );
      sealOfTwo = { ...(ROUTE_CALLS['decision.seal']!.body!('') as object), requestHash: hashes!.request_hash, screeningHash: hashes!.screening_hash };
      submissionOfTwo = await two.submission();
      const { packageHash, conditions } = await one.package();
      receiptOfOne = { packageHash, conditions: conditions.map(({ id }) => id) };
      await one.healthyLog();
    });

    it.each(crossed)('%s is refused and changes nothing', async (_what, key, method, path, body, version) => {
      const before = await digest();
      const answer = noted(key, 'crossed', await stack.call(key, method, path(), body(), { version: await version() }));
      expect({ status: answer.status, code: answer.body.code as string }).toEqual({
        status: expect.any(Number),
        code: expect.stringMatching(/^(?:not-found|not-allowed|step|not-current|incomplete|not-granted|contract|certificate|second-person)$/),
      });
      expect(await digest()).toEqual(before);
    });
    it('a refusal is noted on the record that the address names', async () => {
      await stack.call('a.officer', 'PUT', `/requests/${two.ids.request}/lines/1/answer`, one.rowsFor(one.granted[0]!), { version: 0 });
      expect((await stack.entries(two.ids.request)).at(-1)).toMatchObject({
        kind: 'access.refused',
        on: { type: 'request', id: two.ids.request },
        data: { act: 'disclosure.answer' },
      });
    });
    it('an answer after the package was sent is refused', async () => {
      await three.healthyLog();
      const before = await digest();
      const answer = await stack.call('b.officer', 'PUT', `/requests/${two.ids.request}/lines/1/answer`, one.rowsFor(one.granted[0]!), {
        version: await versionOf('data_request', two.ids.request),
      });
      expect([answer.status, answer.body.code]).toEqual([409, 'step']);
      expect(await digest()).toEqual(before);
    });
  });

  it.each([
    ['c.liaison', '/reviews'],
    ['a.officer', '/requests'],
    ['a.officer', '/referrals'],
  ])('a forged cursor of %s at %s is refused, not an accident', async (key, path) => {
    for (const cursor of ['-'.repeat(36), 'f'.repeat(36), '00000000-0000-0000-0000-00000000000', "' or 1=1 --", '%00', 'a'.repeat(200)])
      expect([cursor, noted(key, path, await stack.call(key, 'GET', `${path}?cursor=${encodeURIComponent(cursor)}`)).status]).toEqual([
        cursor,
        expect.any(Number),
      ]);
  });
  it("a draft that was thrown away is nobody's to read, and no accident either", async () => {
    const made = (await stack.call('a.officer', 'POST', '/referrals', { title: 'To be thrown away' })).body as { id: string; version: number };
    expect((await stack.call('a.officer', 'POST', `/referrals/${made.id}/discard`, {}, { version: made.version })).status).toBe(200);
    for (const [method, path, body] of [
      ['GET', `/referrals/${made.id}`],
      ['PUT', `/referrals/${made.id}`, { title: 'Back' }],
      ['POST', `/referrals/${made.id}/complete`, {}],
      ['POST', '/requests', { referral: made.id, holdingAgency: SWEDEN }],
    ] as const)
      expect([path, noted('a.officer', path, await stack.call('a.officer', method, path, body, { version: made.version + 1 })).body.code]).toEqual([
        path,
        expect.stringMatching(/^(?:not-found|step)$/),
      ]);
  });
});
