import { mkdtempSync, readFileSync } from 'node:fs';
import { request } from 'node:http';
import { join } from 'node:path';
import { leafHash, openCheckpoint, openReceipt, parseTlogProof, parseVkey, readBundle, verifyInclusion } from '@comity/transparency-log';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { verifyEd25519 } from './shared/platform.js';
import { openLogKey } from './sign/log-key.js';
import { type SequencerConfig } from './config.js';
import { runSequencer } from './run-sequencer.js';
import { openProgramLog } from './shared/program-log.js';
import { openSignerServer, SignerRuns } from './sign/signer-server.js';
import { AUDITOR, serveLog, type ServedLog } from './testing/served-log.js';
import { waitUntil } from './testing/wait-until.js';
import { appendEntries } from './testing/writers.js';

/** The verifier is a program of other people and imports nothing of ours; the test runs its code, not its build. */
const VERIFIER = new URL('../../verifier/src/verify.ts', import.meta.url).href;
type Verify = (args: string[], terminal: object) => Promise<number>;

let log: ServedLog;
let writer: pg.Client;
let size = 0;

beforeAll(async () => {
  log = await serveLog();
  writer = new pg.Client(log.database.urlAs('comity_api'));
  await writer.connect();
});
afterAll(async () => {
  await writer?.end();
  await log?.stop();
});

async function add(count: number): Promise<void> {
  await appendEntries(writer, count);
  size += count;
  await log.published(size);
}
const get = (path: string, headers: Record<string, string> = {}): Promise<Response> => fetch(`${log.url}${path}`, { headers });
/** Status for a path that is sent as it stands; fetch would tidy it up. */
const rawStatus = (path: string): Promise<number | undefined> =>
  new Promise((resolve, reject) => {
    const { hostname, port } = new URL(log.url);
    request({ hostname, port, path }, (answer) => resolve(answer.resume().statusCode))
      .on('error', reject)
      .end();
  });
const asAuditor = { authorization: `Bearer ${AUDITOR}` };
const bytesOf = async (answer: Response): Promise<Uint8Array> => new Uint8Array(await answer.arrayBuffer());

async function verify(...extra: string[]): Promise<{ code: number; out: string[]; err: string[] }> {
  const { verify: run } = (await import(VERIFIER)) as { verify: Verify };
  const [out, err]: [string[], string[]] = [[], []];
  const code = await run(['--log', log.url, '--vkey', log.vkey, ...extra], { out: (line: string) => out.push(line), err: (line: string) => err.push(line), folder: log.folder, now: () => new Date() });
  return { code, out, err };
}

describe('the log as it is served', () => {
  it('has no checkpoint before the first entry, and no tile', async () => {
    expect([(await get('/checkpoint')).status, (await get('/tile/0/000.p/1')).status]).toEqual([404, 404]);
    expect((await verify()).code).toBe(2);
  });

  it('publishes what was appended within the beat, signed by the key of /vkeys', async () => {
    await add(3);
    const answer = await get('/checkpoint');
    expect([answer.status, answer.headers.get('content-type'), answer.headers.get('cache-control')]).toEqual([200, 'text/plain; charset=utf-8', 'no-store']);
    const vkeys = (await (await get('/vkeys')).text()).trimEnd().split('\n');
    expect(vkeys).toEqual([log.vkey]);
    const checkpoint = await openCheckpoint(await answer.text(), [parseVkey(vkeys[0]!)], { verify: verifyEd25519, nowS: 0 });
    expect(checkpoint.size).toBe(3);
  });

  it('serves every width of a tile up to the published one, immutable, and nothing beyond', async () => {
    await add(297);
    for (const [path, bytes] of [['/tile/0/000', 8192], ['/tile/0/000.p/3', 96], ['/tile/0/001.p/44', 1408], ['/tile/0/001.p/7', 224], ['/tile/1/000.p/1', 32]] as const) {
      const answer = await get(path);
      expect([path, answer.status, (await bytesOf(answer)).length, answer.headers.get('content-type'), answer.headers.get('cache-control')]).toEqual([path, 200, bytes, 'application/octet-stream', 'max-age=31536000, immutable']);
    }
    const refused = ['/tile/0/001', '/tile/0/001.p/45', '/tile/0/002.p/1', '/tile/1/000', '/tile/1/000.p/2', '/tile/2/000.p/1', '/tile/9/000.p/1', '/tile/0/0', '/tile/0/000.p/0', '/tile/0/000?x=1', '/tile/0/%30%30%30', '/tile/0/../0/000', '//tile/0/000', '/tile/00/000', '/proof/01', '/proof/300', '/nothing'];
    for (const path of refused) expect([path, await rawStatus(path)]).toEqual([path, 404]);
    expect((await fetch(`${log.url}/checkpoint`, { method: 'POST' })).status).toBe(405);
  });

  it('gives entries to an auditor with full mandate only, packed when asked', async () => {
    expect((await get('/tile/entries/000')).status).toBe(401);
    expect((await get('/tile/entries/000', { authorization: 'Bearer nobody' })).status).toBe(401);
    expect((await get('/tile/entries/000', { authorization: 'Bearer officer' })).status).toBe(403);
    const plain = await get('/tile/entries/001.p/44', { ...asAuditor, 'accept-encoding': 'identity' });
    expect([plain.status, plain.headers.get('cache-control'), plain.headers.get('content-encoding')]).toEqual([200, 'private, max-age=31536000, immutable', null]);
    const packed = await get('/tile/entries/001.p/44', { ...asAuditor, 'accept-encoding': 'gzip' });
    expect(packed.headers.get('content-encoding')).toBe('gzip');
    const bundle = await bytesOf(plain);
    expect(await bytesOf(packed)).toEqual(bundle);
    expect(readBundle(bundle, 44)).toHaveLength(44);
    expect((await get('/tile/entries/001', asAuditor)).status).toBe(404);
  });

  it.each([0, 255, 256, 299])('proves entry %i against the published checkpoint', async (index) => {
    const proof = parseTlogProof(await (await get(`/proof/${index}`)).text());
    const { size: of, root } = await openCheckpoint(proof.checkpoint, [parseVkey(log.vkey)], { verify: verifyEd25519, nowS: 0 });
    const found = await log.database.admin.query<{ leaf_hash: Buffer }>('SELECT leaf_hash FROM tlog.leaf WHERE leaf_index = $1', [index]);
    expect(verifyInclusion({ index, size: of, leaf: Uint8Array.from(found.rows[0]!.leaf_hash), root, proof: proof.hashes })).toBe(true);
  });

  it('says what it is about on inner addresses', async () => {
    const inner = (path: string): Promise<Response> => fetch(`http://127.0.0.1:${log.sequencer.internalPort}${path}`);
    expect([(await inner('/live')).status, (await inner('/ready')).status, (await inner('/signer')).status, (await inner('/x')).status]).toEqual([200, 200, 200, 404]);
    expect(await (await inner('/ready')).json()).toMatchObject({ ready: true, state: 'active', size: 300, publishedSize: 300 });
    expect([await (await get('/policy')).text(), await (await get('/retention')).text()]).toEqual(['quorum none\n', '0\n']);
  });

  it('answers 410 for bundles wholly below the minimum index, and keeps their hashes', async () => {
    await log.database.admin.query('BEGIN; UPDATE tlog.log SET min_index = 256; COMMIT');
    expect([(await get('/tile/entries/000', asAuditor)).status, (await get('/tile/entries/001.p/44', asAuditor)).status, (await get('/tile/0/000')).status]).toEqual([410, 200, 200]);
    const checked = await verify('--token', AUDITOR);
    expect([checked.code, checked.out]).toEqual([0, ['bodies: checked from 256', '300 entries verified, root ok']]);
    await log.database.admin.query('ALTER TABLE tlog.log DISABLE TRIGGER ALL; UPDATE tlog.log SET min_index = 0; ALTER TABLE tlog.log ENABLE TRIGGER ALL; ALTER TABLE tlog.log ENABLE ALWAYS TRIGGER grow, ENABLE ALWAYS TRIGGER deny_del');
  });
});

describe('log receipts', () => {
  it('are issued within seconds for what is owed, once, and name what cannot have one', async () => {
    const receiptVkey = parseVkey((await (await get('/receipt-vkey')).text()).trim());
    const { rows } = await log.database.admin.query<{ id: string; body: Buffer }>('SELECT e.entry_id::text AS id, body FROM tlog.entry e JOIN tlog.leaf l USING (entry_id) WHERE leaf_index < 20 ORDER BY leaf_index');
    await log.database.admin.query('INSERT INTO tlog.receipt_due SELECT unnest($1::bigint[])', [[...rows.map(({ id }) => id), '99999']]);
    const issued = async (): Promise<{ id: string; note: string }[]> => (await log.database.admin.query<{ id: string; note: string }>('SELECT entry_id::text AS id, note FROM tlog.receipt ORDER BY entry_id')).rows;
    await waitUntil('all receipts', async () => (await issued()).length === 20);
    for (const [at, { note }] of (await issued()).entries()) await openReceipt(note, receiptVkey, leafHash(rows[at]!.body), { verify: verifyEd25519, nowS: 0 });
    await waitUntil('a line', () => log.lines.some((line) => line.includes('entry-without-place')));
    expect((await log.database.admin.query('SELECT entry_id::text AS id FROM tlog.receipt_due')).rows).toEqual([{ id: '99999' }]);
    await log.database.admin.query('DELETE FROM tlog.receipt_due');
  });
});

describe('the start', () => {
  const quiet = openProgramLog('test', () => undefined);
  const config = (over: Partial<SequencerConfig>): SequencerConfig => ({
    origin: parseVkey(log.vkey).name,
    urls: { sequencer: log.database.urlAs('comity_sequencer'), publisher: log.database.urlAs('comity_publisher'), logServer: log.database.urlAs('comity_log_server') },
    policy: 'quorum none\n',
    signerSocket: join(log.folder, 'signer.sock'),
    host: '127.0.0.1',
    port: 0,
    internalPort: 0,
    mandateUrl: 'http://127.0.0.1:1/mandate',
    ...over,
  });

  it('refuses a login that may do everything, and the database of another log', async () => {
    const { urls } = config({});
    const superuser = log.database.urlAs('comity_log_server').replace(/[?].*$/, '');
    await expect(runSequencer(config({ urls: { ...urls, logServer: superuser } }), quiet)).rejects.toMatchObject({ why: 'login-too-strong' });
    await expect(runSequencer(config({ origin: 'demonstration.another' }), quiet)).rejects.toMatchObject({ why: 'another-log' });
  });

  it('lets a second process wait for its turn and serve meanwhile, with entries closed while the API is silent', async () => {
    const second = await runSequencer(config({}), quiet);
    expect(second.state()).toBe('waiting');
    expect((await fetch(`http://127.0.0.1:${second.port}/checkpoint`)).status).toBe(200);
    expect((await fetch(`http://127.0.0.1:${second.port}/tile/entries/000`, { headers: asAuditor })).status).toBe(503);
    await second.stop();
  });

  it('does not start a second signer at the socket of the first', async () => {
    await expect(openSignerServer(join(log.folder, 'signer.sock'), log.signer, quiet)).rejects.toThrow(SignerRuns);
  });
});

describe('the verifier, from outside', () => {
  it('verifies the log with and without a token, and says what it did not see', async () => {
    const without = await verify();
    expect([without.code, without.out]).toEqual([0, ['bodies: not checked (no token)', '300 entries verified, root ok']]);
    const withToken = await verify('--token', AUDITOR);
    expect([withToken.code, withToken.out]).toEqual([0, ['300 entries verified, root ok']]);
    expect(withToken.err.join('\n')).toContain('no earlier checkpoint to compare with');
    const trust = join(log.folder, 'trust.json');
    expect((await verify('--trust', trust)).out[0]).toBe('first use: nothing to compare with');
    expect((await verify('--trust', trust)).out).toEqual(['bodies: not checked (no token)', '300 entries verified, root ok']);
  });

  it('ends with 2 when it could not check: no mandate, nobody there, unknown words, what is not built', async () => {
    expect((await verify('--token', 'officer')).code).toBe(2);
    expect((await verify('--token', '@no-such-file')).code).toBe(2);
    expect((await verify('--report', 'x')).err).toEqual(['--report: not built']);
    expect((await verify('--unknown')).code).toBe(2);
    const { verify: run } = (await import(VERIFIER)) as { verify: Verify };
    const quiet = { out: () => undefined, err: () => undefined, folder: log.folder, now: () => new Date() };
    expect(await run(['--log', 'http://127.0.0.1:1', '--vkey', log.vkey], quiet)).toBe(2);
    expect(await run(['--log', log.url, '--vkey', `${log.vkey.slice(0, -2)}AA`], quiet)).toBe(2);
  });

  it('does not take another key (tamper X13)', async () => {
    const other = openLogKey(mkdtempSync(join(log.folder, 'other-')), parseVkey(log.vkey).name, true).text;
    const { verify: run } = (await import(VERIFIER)) as { verify: Verify };
    const out: string[] = [];
    const code = await run(['--log', log.url, '--vkey', other], { out: (line: string) => out.push(line), err: () => undefined, folder: log.folder, now: () => new Date() });
    expect([code, out.at(-1)]).toEqual([1, expect.stringMatching(/^broken: checkpoint-signature at -: /)]);
  });

  it('names the exact entry whose body was changed (tamper X01), and only with a token', async () => {
    const changed = `ALTER TABLE tlog.entry_1 DISABLE TRIGGER ALL;
      UPDATE tlog.entry e SET body = b.body, leaf_hash = sha256('\\x00'::bytea || b.body)
        FROM (SELECT entry_id, convert_to(replace(convert_from(body, 'UTF8'), 'ordinary', 'urgent'), 'UTF8') AS body FROM tlog.entry) b, tlog.leaf l
       WHERE b.entry_id = e.entry_id AND l.entry_id = e.entry_id AND l.leaf_index = 271`;
    await log.database.admin.query(changed);
    expect((await verify()).code).toBe(0);
    const found = await verify('--token', AUDITOR);
    expect([found.code, found.out]).toEqual([1, [expect.stringMatching(/^evidence: /), 'broken: entry-hash at 271: the body does not hash to its leaf']]);
    const evidence = JSON.parse(readFileSync(found.out[0]!.slice('evidence: '.length), 'utf8')) as Record<string, unknown>;
    expect(evidence).toMatchObject({ format: 'comity/broken/v1', reason: 'entry-hash', index: '271', log: log.url, resources: [{ path: 'tile/entries/001.p/44' }] });
  });

  it('names the tile above when a leaf and its tile were changed (tamper X02)', async () => {
    await log.database.admin.query("ALTER TABLE tlog.tile DISABLE TRIGGER ALL; UPDATE tlog.tile SET hashes = overlay(hashes placing sha256('x') from 33 for 32) WHERE level = 0 AND n = 0");
    expect((await verify()).out.at(-1)).toMatch(/^broken: tile-hash at 0\.\.255: /);
    await log.database.admin.query("UPDATE tlog.tile SET hashes = overlay(hashes placing (SELECT leaf_hash FROM tlog.leaf WHERE leaf_index = 1) from 33 for 32) WHERE level = 0 AND n = 0");
    await log.database.admin.query("ALTER TABLE tlog.leaf DISABLE TRIGGER ALL; UPDATE tlog.leaf SET leaf_hash = sha256('x') WHERE leaf_index = 299");
    expect((await verify()).out.at(-1)).toMatch(/^broken: root at 0\.\.299: /);
  });

  it('names the bundle or tile of a row that was deleted (tamper X04)', async () => {
    await log.database.admin.query('ALTER TABLE tlog.entry_1 DISABLE TRIGGER ALL; DELETE FROM tlog.entry e USING tlog.leaf l WHERE l.entry_id = e.entry_id AND l.leaf_index = 5');
    await log.database.admin.query("UPDATE tlog.leaf l SET leaf_hash = e.leaf_hash FROM tlog.entry e WHERE e.entry_id = l.entry_id AND l.leaf_index = 299");
    expect((await verify('--token', AUDITOR)).out.at(-1)).toMatch(/^broken: entry-missing at 0\.\.255: /);
    const asWorker = new pg.Client(log.database.urlAs('comity_worker'));
    await asWorker.connect();
    expect((await asWorker.query('SELECT kind, leaf_index::int AS index FROM tlog.orphans(1::smallint)')).rows).toEqual([{ kind: 'leaf-without-entry', index: 5 }]);
    await asWorker.end();
    await log.database.admin.query('DELETE FROM tlog.leaf WHERE leaf_index = 280');
    expect((await verify()).out.at(-1)).toMatch(/^broken: tile-missing at 256\.\.299: /);
    expect(log.lines.some((line) => line.includes('row-missing'))).toBe(true);
  });
});
