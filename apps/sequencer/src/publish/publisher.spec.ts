import { makeLogDatabase, type LogDatabase } from '@comity/audit/testing';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openProgramLog } from '../shared/program-log.js';
import { waitUntil } from '../testing/wait-until.js';
import { SignerRefused, SignerSilent, type SignerClient } from '../sign/signer-client.js';
import { startPublisher } from './publisher.js';
import { staleAlarm } from './stale-alarm.js';

let database: LogDatabase;
let lines: { code: string; why?: string; fault?: string }[];
let stop: () => Promise<void>;

beforeEach(async () => {
  database = await makeLogDatabase();
  lines = [];
  stop = () => Promise.resolve();
});
afterEach(async () => {
  await stop();
  await database.drop();
});

const ROOT = Buffer.alloc(32, 1);
const note = (size: number): string => `demonstration.comity.test/log\n${size}\nAQEB\n\n— x AAAAAAA=\n`;
const state = (size: number): Promise<unknown> => database.admin.query(`UPDATE tlog.state SET size = ${size}, root = '\\x${ROOT.toString('hex')}', epoch = 1`);
const published = async (): Promise<{ size: string; at: Date } | undefined> =>
  (await database.admin.query<{ size: string; at: Date }>('SELECT size, published_at AS at FROM tlog.published')).rows[0];

function start(sign: SignerClient['sign'], active = true): void {
  const signer: SignerClient = { sign, receipt: () => Promise.reject(new SignerSilent()), vkeys: () => Promise.resolve([]), receiptVkey: () => Promise.resolve(''), size: () => Promise.resolve(0), answers: () => Promise.resolve(true) };
  const log = openProgramLog('test', (line) => void lines.push(JSON.parse(line) as { code: string }));
  const publisher = startPublisher({ url: database.urlAs('comity_publisher'), signer, policy: 'quorum none\n', log, active: () => active });
  stop = () => publisher.stop();
}
const signedAt =
  (size: number): SignerClient['sign'] =>
  () =>
    Promise.resolve({ size, root: Uint8Array.from(ROOT), epoch: 1n, note: note(size) });
const beats = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 1300));

describe('the publisher', () => {
  it('keeps what was signed and publishes it, and renews it at the start of a process whose tree did not grow', async () => {
    await state(4);
    start(signedAt(4));
    await waitUntil('a publication', async () => (await published())?.size === '4');
    const first = (await published())!.at;
    await stop();
    start(signedAt(4));
    await waitUntil('a renewal', async () => (await published())!.at > first);
    expect((await database.admin.query('SELECT size FROM tlog.checkpoint')).rows).toEqual([{ size: '4' }]);
  });

  it('publishes nothing that the signer refused, and says why', async () => {
    await state(4);
    start(() => Promise.reject(new SignerRefused('frozen:signer-rollback')));
    await waitUntil('a line', () => lines.length > 0);
    expect([lines[0], await published()]).toEqual([expect.objectContaining({ code: 'publish-failed', why: 'frozen:signer-rollback' }), undefined]);
  });

  it('waits for a signer that is silent, with one line', async () => {
    await state(4);
    start(() => Promise.reject(new SignerSilent()));
    await beats();
    await beats();
    expect(lines.map(({ fault }) => fault)).toEqual(['SignerSilent']);
  });

  it('publishes nothing while the log is frozen or another process is active', async () => {
    await state(4);
    start(signedAt(4), false);
    await beats();
    await stop();
    await database.admin.query("UPDATE tlog.log SET frozen_at = clock_timestamp(), frozen_why = 'test'");
    start(signedAt(4));
    await beats();
    expect(await published()).toBeUndefined();
  });

  it('freezes the log when one size has two signed roots', async () => {
    await state(4);
    await database.admin.query("INSERT INTO tlog.checkpoint (log_id, size, root, epoch, note) VALUES (1, 4, sha256('another'), 1, 'x')");
    start(signedAt(4));
    await waitUntil(
      'a frozen log',
      async () => (await database.admin.query<{ why: string | null }>('SELECT frozen_why AS why FROM tlog.log')).rows[0]!.why === 'two-roots',
    );
    expect(await published()).toBeUndefined();
  });

  it('does not start with a witness that has no address', () => {
    const log = openProgramLog('test', () => undefined);
    const signer = {} as SignerClient;
    const policy = 'witness w witness1.oversight.example+cf1d9d33+BEEUwm+ppL4Cr9e39cegrsG7sosxsw6EJQfjYp22zTrP\nquorum w\n';
    expect(() => startPublisher({ url: database.urlAs('comity_publisher'), signer, policy, log, active: () => true })).toThrow('no address');
  });

  it('warns once when nothing could be published for a minute, alarms after ten, and says when it is over', () => {
    const said: string[] = [];
    let at = 0;
    const log = openProgramLog('test', (line) => said.push(`${(JSON.parse(line) as { level: string }).level} ${(JSON.parse(line) as { code: string }).code}`));
    const alarm = staleAlarm(log, () => at);
    for (const [seconds, behind] of [
      [0, true],
      [59, true],
      [61, true],
      [70, true],
      [601, true],
      [700, true],
      [701, false],
      [702, true],
      [750, true],
      [751, false],
    ] as const) {
      at = seconds * 1000;
      alarm.look(behind);
    }
    expect(said).toEqual(['warn stale', 'error stale', 'info stale-over']);
  });
});
