import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { PEOPLE } from '../testing/people.js';
import { startStack, type Stack } from '../testing/stack.js';

let stack: Stack;
beforeAll(async () => {
  stack = await startStack();
});
afterAll(() => stack.close());

describe('the roster', () => {
  it('is planted with an entry of its own for each row, under the names of two administrators', async () => {
    const entries = await stack.entries();
    const count = (kind: string): number => entries.filter((entry) => entry.kind === kind).length;
    const rows = async (table: string): Promise<number> =>
      (await stack.database.admin.query<{ n: number }>(`select count(*)::int as n from comity.${table}`)).rows[0]!.n;
    expect([count('agency.created'), count('officer.enrolled'), count('role.granted'), count('certificate.issued'), count('terms.accepted')]).toEqual([
      await rows('agency'),
      await rows('officer'),
      await rows('role_grant'),
      await rows('certificate'),
      await rows('terms_acceptance'),
    ]);
    expect(count('corridor.version_activated')).toBe(await rows('corridor'));
    expect(count('jurisdiction.profile_activated')).toBe(await rows('profile'));
    expect(new Set(entries.filter((entry) => entry.data['approved_by']).map((entry) => entry.data['approved_by'])).size).toBe(1);
  });

  it('opens the log first, by its name and keys', async () => {
    const [first] = await stack.entries();
    expect(first).toMatchObject({
      kind: 'log.opened',
      actor: { role: 'administrator' },
      data: { origin: 'demonstration.test/log', vkeys: [expect.stringContaining('demonstration.test/log+')] },
    });
  });

  it('cannot hold a grant without its entry', async () => {
    const forged = stack.database.admin.query(
      `insert into comity.role_grant select gen_random_uuid(), officer_id, person_id, agency_id, approver_agency_id, 'lead', scope, valid_from, valid_to, granted_by, approved_by, ended_at, 999999
         from comity.role_grant limit 1`,
    );
    await expect(forged).rejects.toThrow(/has no entry of its own/);
  });

  it('names no person in any entry', async () => {
    const text = JSON.stringify(await stack.entries());
    expect(text).not.toMatch(/Sample (Officer|Liaison|Supervisor)/);
  });
});

describe('who is signed in', () => {
  it('is read from the database, not from the token', async () => {
    const { status, body } = await stack.call('a.supervisor', 'GET', '/me');
    expect([status, body.name, body.roles, body.jurisdiction]).toEqual([200, 'Sample Supervisor 02', ['supervisor', 'desk'], 'KE']);
  });

  it('leaves one entry a sign-in, however often it calls', async () => {
    const before = (await stack.entries()).filter((entry) => entry.kind === 'auth.signed_in').length;
    await Promise.all(Array.from({ length: 5 }, () => stack.call('b.officer', 'GET', '/me', undefined, { sid: 'one-sign-in' })));
    expect((await stack.entries()).filter((entry) => entry.kind === 'auth.signed_in').length).toBe(before + 1);
  });

  it('leaves an entry when the level is raised', async () => {
    await stack.call('b.desk', 'GET', '/me', undefined, { sid: 'raised', acr: 'comity-1' });
    await stack.call('b.desk', 'GET', '/me', undefined, { sid: 'raised', acr: 'comity-2' });
    expect((await stack.entries()).at(-1)?.kind).toBe('auth.stepped_up');
  });

  it.each([
    ['a role that ended', 'third.officer', '/requests', 'update comity.role_grant set ended_at = comity.now() where officer_id = $1', 403],
    ['a disabled account', 'd.liaison', '/me', 'update comity.officer set disabled_at = comity.now() where id = $1', 401],
    [
      'a suspended agency',
      'p.auditor',
      '/me',
      "update comity.agency set state = 'suspended' where id = (select agency_id from comity.officer where id = $1)",
      401,
    ],
  ])('loses the right to act at the next call after %s', async (_name, key, path, sql, status) => {
    expect((await stack.call(key, 'GET', path)).status).toBe(200);
    const { rows } = await stack.database.admin.query<{ id: string }>('select id from comity.officer where sub = $1', [
      PEOPLE.find((one) => one.key === key)!.sub,
    ]);
    await stack.database.admin.query(sql, [rows[0]!.id]);
    expect((await stack.call(key, 'GET', path)).status).toBe(status);
  });

  it('shows the law that requests are judged by to everybody, version by version', async () => {
    const list = (await stack.call('o.admin', 'GET', '/profiles')).body as { items: { id: string; jurisdiction: string; named: string }[] };
    expect(list.items.map(({ named }) => named).sort()).toEqual(['KE@1.0.0', 'SE@1.0.0', 'UN@1.0.0']);
    const sweden = list.items.find(({ jurisdiction }) => jurisdiction === 'SE')!;
    const view = (await stack.call('o.admin', 'GET', `/profiles/${sweden.id}`)).body as { body: Record<string, unknown> };
    expect(view.body).toMatchObject({ standing: 'demonstration, not law', retentionMaxDays: 180, authorisation: { traffic: 5 } });
  });

  it('ends a sign-in with one entry, and the others of the person go on', async () => {
    const sid = 'signed-out';
    await stack.call('a.admin', 'GET', '/me', undefined, { sid });
    const ends = await Promise.all([
      stack.call('a.admin', 'POST', '/session/end', undefined, { sid }),
      stack.call('a.admin', 'POST', '/session/end', undefined, { sid }),
    ]);
    expect(ends.map(({ status }) => status).filter((status) => status !== 401)).toEqual(expect.arrayContaining([204]));
    const statuses = [await stack.call('a.admin', 'GET', '/me', undefined, { sid }), await stack.call('a.admin', 'GET', '/me')].map(({ status }) => status);
    expect(statuses).toEqual([401, 200]);
    const entries = await stack.entries();
    const login = entries.findLast(
      ({ kind, data }) => kind === 'auth.signed_in' && entries.some((out) => out.kind === 'auth.signed_out' && out.data['login'] === data['login']),
    );
    expect(login).toBeDefined();
    expect(entries.filter(({ kind }) => kind === 'auth.signed_out').map(({ data }) => data)).toEqual([{ login: login?.data['login'], cause: 'user' }]);
  });

  it('is nobody after the sign-in ended', async () => {
    await stack.call('a.dpo', 'GET', '/me', undefined, { sid: 'ended' });
    await stack.database.admin.query(
      "insert into comity.ended_login select 'ended', person_id, agency_id, clock_timestamp() from comity.officer where name like 'Sample Data%'",
    );
    expect((await stack.call('a.dpo', 'GET', '/me', undefined, { sid: 'ended' })).status).toBe(401);
  });
});

describe('the sign-ins of an account', () => {
  it('are shown to their person alone, and end all at once with an entry each', async () => {
    const sids = ['here', 'elsewhere'];
    for (const sid of sids) await stack.call('a.dpo', 'GET', '/me', undefined, { sid });
    const { body } = await stack.call('a.dpo', 'GET', '/me/sign-ins', undefined, { sid: 'here' });
    const items = body.items as { handle: string; here: boolean; state: string }[];
    expect(items.filter(({ here }) => here).map(({ state }) => state)).toEqual(['open']);
    expect(JSON.stringify(body)).not.toMatch(/elsewhere/);
    expect((await stack.call('c.admin', 'GET', '/me/sign-ins')).body.items).not.toContainEqual(expect.objectContaining({ handle: items[0]!.handle }));

    const open = items.filter(({ state }) => state === 'open').map(({ handle }) => handle);
    const { status, body: ended } = await stack.call('a.dpo', 'POST', '/me/sign-out-everywhere', {}, { sid: 'here' });
    expect([status, ended.version]).toEqual([200, open.length]);
    const out = (await stack.entries())
      .filter(({ kind, data }) => kind === 'auth.signed_out' && data['cause'] === 'everywhere')
      .map(({ data }) => data['login']);
    expect(out.sort()).toEqual(open.sort());
    for (const sid of sids) expect((await stack.call('a.dpo', 'GET', '/me', undefined, { sid })).status).toBe(401);
    expect((await stack.call('c.admin', 'GET', '/me')).status).toBe(200);
  });
});

describe('the register of agencies', () => {
  it('names every agency to everybody, in English and Arabic, and its people to nobody', async () => {
    const { status, body } = await stack.call('a.officer', 'GET', '/agencies');
    const items = body.items as { id: string; name: Record<string, string> }[];
    expect([status, items.length]).toEqual([200, 7]);
    expect(items[0]).toEqual({
      id: items[0]!.id,
      jurisdiction: 'KE',
      kind: 'national_unit',
      name: { en: 'National unit A', ar: 'الوحدة الوطنية أ' },
      state: 'active',
    });
    expect((await stack.call('c.liaison', 'GET', `/agencies/${items[0]!.id}`)).body).toEqual(items[0]);
    expect((await stack.call('o.auditor', 'GET', '/agencies/01900000-0000-7000-8a00-0000000000ff')).status).toBe(404);
  });

  it('is read page by page', async () => {
    const { body } = await stack.call('a.officer', 'GET', '/agencies?limit=5');
    const { body: rest } = await stack.call('a.officer', 'GET', `/agencies?limit=5&cursor=${body.next as string}`);
    expect([(body.items as unknown[]).length, (rest.items as unknown[]).length, rest.next]).toEqual([5, 2, undefined]);
  });
});

describe('finding', () => {
  it('leads to what the lists show, by number, and leaves an entry that does not hold the number', async () => {
    const { body: written } = await stack.call('a.officer', 'POST', '/referrals', { title: 'To be found', purpose: 'identify_suspect' });
    const find = (key: string) => stack.call(key, 'POST', '/find', { reference: String(written.ref).toLowerCase() });
    expect((await find('a.officer')).body.items).toEqual([{ kind: 'referral', id: written.id, ref: written.ref }]);
    expect((await stack.entries()).at(-1)).toMatchObject({
      kind: 'audit.searched',
      why: { purpose: 'identify_suspect', basis: 'reference' },
      data: { type: 'cases', hits: 1 },
    });
    expect(JSON.stringify((await stack.entries()).at(-1))).not.toContain(written.ref);
    expect((await find('b.officer')).body.items).toEqual([]);
    expect((await find('a.dpo')).body.code).toBe('not-allowed');
  });

  it('of an identifier asks a purpose and stays in the own agency', async () => {
    const identifiers = [{ key: 'i1', type: 'email', raw: 'Found@example.com' }];
    const { body: written } = await stack.call('a.officer', 'POST', '/referrals', { title: 'With an address', identifiers });
    const find = (key: string, purpose?: string) =>
      stack.call(key, 'POST', '/find', { identifier: { type: 'email', raw: 'found@EXAMPLE.com' } }, { headers: purpose ? { 'comity-purpose': purpose } : {} });
    expect([(await find('a.officer')).body.code, (await find('a.officer', 'oversight_inspection')).body.code]).toEqual(['purpose', 'purpose']);
    expect((await find('a.officer', 'identify_suspect')).body.items).toEqual([{ kind: 'referral', id: written.id, ref: written.ref }]);
    expect((await find('b.officer', 'identify_suspect')).body.items).toEqual([]);
  });

  it('of an identifier shows an officer what that person wrote, and a supervisor the whole unit', async () => {
    const identifiers = [{ key: 'i1', type: 'email', raw: 'unit@example.com' }];
    const { body: written } = await stack.call('a.supervisor', 'POST', '/referrals', { title: 'Of a colleague', identifiers });
    const find = async (key: string) =>
      (await stack.call(key, 'POST', '/find', { identifier: { type: 'email', raw: 'unit@example.com' } }, { headers: { 'comity-purpose': 'investigate' } }))
        .body.items;
    expect(await find('a.second')).toEqual([{ kind: 'referral', id: written.id, ref: written.ref }]);
    expect(await find('a.officer')).toEqual([]);
  });

  it('of a case number of the own system stays in the own agency, follows its changes, and forgets a discarded draft', async () => {
    const { body: written } = await stack.call('a.officer', 'POST', '/referrals', { title: 'With a number', ownRef: 'CID 17/2027' });
    const find = async (key: string, caseNumber: string) => (await stack.call(key, 'POST', '/find', { caseNumber })).body.items;
    const found = [{ kind: 'referral', id: written.id, ref: written.ref }];
    expect([await find('a.officer', 'cid17/2027'), await find('b.officer', 'CID 17/2027')]).toEqual([found, []]);
    const searches = (await stack.entries()).filter(({ kind }) => kind === 'audit.searched').slice(-2);
    expect(searches).toMatchObject([1, 0].map((hits) => ({ why: { basis: 'case_number' }, data: { type: 'cases', hits } })));
    const at = `/referrals/${written.id as string}`;
    const { body: saved } = await stack.call('a.officer', 'PUT', at, { title: 'With a number', ownRef: 'CID 18/2027' }, { version: Number(written.version) });
    expect([await find('a.officer', 'CID 17/2027'), await find('a.officer', 'CID 18/2027')]).toEqual([[], found]);
    await stack.call('a.officer', 'POST', `${at}/discard`, {}, { version: Number(saved.version) });
    expect(await find('a.officer', 'CID 18/2027')).toEqual([]);
  });

  it('takes exactly one thing to look for', async () => {
    const both = await stack.call('a.officer', 'POST', '/find', { reference: 'RF-2027-KE-000001', caseNumber: '1' });
    expect([both.status, (await stack.call('a.officer', 'POST', '/find', {})).status]).toEqual([422, 422]);
  });
});

describe('the terms', () => {
  it('stop every act until the exact text in force is accepted, with a fresh sign-in', async () => {
    await stack.database.admin.query("update comity.terms_acceptance set withdrawn_at = comity.now() where person_id = '01900000-0000-7000-8c00-000000000004'");
    const refused = await stack.call('b.officer', 'GET', '/requests');
    expect([refused.status, refused.body.code]).toEqual([403, 'terms']);
    expect((await stack.call('b.officer', 'GET', '/terms?lang=ar')).body).toMatchObject({ lang: 'ar', text: expect.stringContaining('كوميتي') });
    const { body: terms } = await stack.call('b.officer', 'GET', '/terms');
    const accept = { version: terms.version, textHash: terms.textHash, lang: terms.lang };
    expect((await stack.call('b.officer', 'POST', '/terms/accept', { ...accept, textHash: '0'.repeat(64) })).body.code).toBe('not-current');
    expect((await stack.call('b.officer', 'POST', '/terms/accept', accept, { ageS: 301 })).status).toBe(401);
    expect((await stack.call('b.officer', 'POST', '/terms/accept', accept)).status).toBe(201);
    expect((await stack.call('b.officer', 'GET', '/requests')).status).toBe(200);
  });

  it('are accepted once for one key, and a key with another body is refused', async () => {
    const { body: terms } = await stack.call('a.admin', 'GET', '/terms');
    const accept = { version: terms.version, textHash: terms.textHash, lang: terms.lang };
    const key = '01900000-0000-7000-9000-000000000001';
    const first = await stack.call('a.admin', 'POST', '/terms/accept', accept, { key });
    const again = await stack.call('a.admin', 'POST', '/terms/accept', accept, { key });
    expect([again.status, again.body]).toEqual([first.status, first.body]);
    expect((await stack.call('a.admin', 'POST', '/terms/accept', { ...accept, lang: 'ar' }, { key })).body.code).toBe('idempotency-reused');
  });
});

describe('a refused call', () => {
  it('leaves its entry with the rule, and equal ones are counted instead of written again', async () => {
    const refusals = async (): Promise<number> =>
      (await stack.entries()).filter((entry) => entry.kind === 'access.refused' && entry.data['act'] === 'audit.search').length;
    for (let times = 0; times < 3; times += 1) expect((await stack.call('a.officer', 'POST', '/audit/search', {})).status).toBe(403);
    expect(await refusals()).toBe(1);
    await stack.database.admin.query("update comity.refusal set first_at = first_at - interval '2 minutes'");
    await stack.worker.reconciler.look();
    expect(await refusals()).toBe(2);
    expect((await stack.entries()).findLast((entry) => entry.data['act'] === 'audit.search')?.data['count']).toBe(2);
  });

  it('without a sign-in is counted as nobody known', async () => {
    const answer = await stack.app.inject({ method: 'GET', url: '/api/v1/me', headers: { host: '127.0.0.1:7400', authorization: 'Bearer a.b.c' } });
    expect(answer.statusCode).toBe(401);
    expect((await stack.entries()).findLast((entry) => entry.kind === 'auth.refused')?.actor).toEqual({ unknown: true });
  });
});
