import { readFileSync } from 'node:fs';
import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { FILE } from '../api-document.js';
import { startWorker } from '../start-worker.js';
import { PEOPLE } from '../testing/people.js';
import { type Stack, startStack } from '../testing/stack.js';
import { newId } from './new-id.js';
import { openProgramLog } from './program-log.js';

jest.setTimeout(120_000);
let stack: Stack;
beforeAll(async () => {
  stack = await startStack();
});
afterAll(() => stack.close());

const sql = async <T>(text: string): Promise<T[]> => (await stack.database.admin.query(text)).rows as T[];
interface Operation {
  operationId: string;
  'x-permission': { roles: Record<string, string[]> };
}
const paths = (JSON.parse(readFileSync(FILE, 'utf8')) as { paths: Record<string, Record<string, Operation>> }).paths;

describe('G02: a route', () => {
  const routes = Object.entries(paths).flatMap(([path, methods]) => Object.entries(methods).map(([method, operation]) => ({ path, method, operation })));
  const others = (operation: Operation): string[] =>
    PEOPLE.filter(({ roles }) => !roles.some((role) => role in operation['x-permission'].roles)).map(({ key }) => key);

  it.each(routes.map((route) => [route.operation.operationId, route] as const))(
    'of %s is closed to every role that it does not name',
    async (act, { path, method, operation }) => {
      const address = path
        .replace('{row}', 'W1')
        .replace('{line}', '1')
        .replace('{index}', '0')
        .replaceAll(/\{\w+\}/g, newId());
      const verb = method.toUpperCase() as 'GET' | 'POST' | 'PUT';
      const type = act === 'referral.import' ? { type: 'application/xml' } : {};
      for (const person of others(operation)) {
        const answer = await stack.call(person, verb, address, verb === 'GET' ? undefined : '{}', { version: 0, ...type });
        expect([person, answer.status, answer.body.code, answer.body.rules]).toEqual([person, 403, 'not-allowed', ['role']]);
      }
    },
  );
  it('that names every role is one of the own account, of the law that all read, or a receipt of the log', () => {
    const open = routes.filter(({ operation }) => others(operation).length === 0).map(({ operation }) => operation.operationId);
    expect(open.filter((act) => !/^(?:me|terms|session|agency|profile)\.|^audit\.receipts$/.test(act))).toEqual([]);
  });
});

describe('G18: an act whose entry cannot be appended', () => {
  afterEach(() => sql('drop trigger if exists full_disk on tlog.entry; drop function if exists public.full_disk()'));

  it('fails whole, and its key is free for another try', async () => {
    await sql(`create function public.full_disk() returns trigger language plpgsql as $$ begin raise exception 'CANARY7f3a91' using errcode = '53100'; end $$;
               create trigger full_disk before insert on tlog.entry for each row execute function public.full_disk()`);
    const key = newId();
    const write = async (): Promise<[number, string | undefined]> => {
      // The sign-in of this person is in the log already, so the act's own entry is the one that fails.
      const answer = await stack.call('a.officer', 'POST', '/referrals', { title: 'Written while the log takes nothing' }, { key });
      expect(JSON.stringify(answer.body)).not.toContain('CANARY');
      return [answer.status, answer.body.code as string | undefined];
    };
    const count = async (): Promise<unknown> =>
      (await sql('select (select count(*) from comity.referral), (select count(*) from comity.sealed), (select count(*) from comity.idempotency)'))[0];
    const before = await count();
    expect(await write()).toEqual([503, 'busy']);
    expect(await count()).toEqual(before);
    await sql('drop trigger full_disk on tlog.entry');
    expect(await write()).toEqual([201, undefined]);
  });
});

describe('G19: where the log is not well', () => {
  const title = { title: 'Written while nothing is released' };
  const written = async (): Promise<number> => (await stack.call('a.officer', 'POST', '/referrals', title)).status;
  const released = async (): Promise<(string | undefined)[]> => {
    const answers = [
      await stack.call('b.desk', 'POST', `/requests/${newId()}/disclosures`, { lines: [1] }, { version: 0 }),
      await stack.call('c.liaison', 'POST', `/reviews/${newId()}/seal`, {}, { version: 0 }),
    ];
    return answers.map(({ status, body }) => (status === 503 ? (body.code as string) : undefined));
  };

  // Frozen comes last: nothing thaws a log in passing.
  it.each<[string, string, string | null]>([
    [
      'has an entry that waits for over a minute',
      `with old as (insert into tlog.entry (log_id, recorded_at, body, leaf_hash)
         select 1, clock_timestamp() - interval '61 seconds', '{}'::bytea, sha256('\\x00'::bytea || '{}'::bytea) returning entry_id, leaf_hash)
       insert into tlog.queue (entry_id, log_id, leaf_hash) select entry_id, 1, leaf_hash from old`,
      'delete from tlog.queue',
    ],
    [
      'has published nothing for over four hours',
      "insert into tlog.published (log_id, size, note, published_at) values (1, 0, 'test', clock_timestamp() - interval '241 minutes')",
      'update tlog.published set published_at = clock_timestamp()',
    ],
    ['is frozen', "update tlog.log set frozen_at = clock_timestamp(), frozen_why = 'test'", null],
  ])('because it %s, nothing is released, while cases go on', async (_why, ill, well) => {
    await sql('delete from tlog.queue');
    expect([await written(), await released()]).toEqual([201, [undefined, undefined]]);
    await sql('delete from tlog.queue');
    await sql(ill);
    expect([await written(), await released()]).toEqual([201, ['log-unavailable', 'log-unavailable']]);
    if (well) await sql(well);
  });
});

describe('G24: a worker', () => {
  afterEach(() => void jest.restoreAllMocks());

  it('whose clock is an hour ahead does not start', async () => {
    const real = Date.now;
    jest.spyOn(Date, 'now').mockImplementation(() => real() + 3_600_000);
    const log = openProgramLog('test', { write: () => undefined });
    await expect(startWorker(stack.config, log, { rings: false })).rejects.toThrow(/its clock is 3\d{6} ms away/);
  });
});
