import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checkpointText, utf8, writeBundle } from '@comity/transparency-log';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { bodyOf, makeLog, noise, ORIGIN, serve, signedNote, terminalOf, VKEY, type Resources } from './testing/small-log.js';
import { verify } from './verify.js';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'comity-verify-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const bodies = (count: number): Uint8Array[] => Array.from({ length: count }, (_, at) => bodyOf(at));

async function check(resources: Resources, args: string[] = ['--token', 'good']): Promise<{ code: number; out: string[]; err: string[]; asked: string[] }> {
  const served = await serve(resources);
  const [out, err]: [string[], string[]] = [[], []];
  try {
    const code = await verify(['--log', served.url, '--vkey', VKEY, ...args], terminalOf(folder, out, err));
    return { code, out, err, asked: served.asked };
  } finally {
    await served.close();
  }
}
function changed(count: number, change: (log: Resources) => void): Resources {
  const log = makeLog(bodies(count));
  change(log);
  return log;
}
const bytesAt = (log: Resources, path: string): Uint8Array => log.get(path) as Uint8Array;
const flip = (bytes: Uint8Array, at: number): Uint8Array => bytes.with(at, bytes[at]! ^ 1);

describe('a log that holds', () => {
  it.each([0, 1, 2, 255, 256, 257, 700])('is verified at size %i', async (size) => {
    const { code, out } = await check(makeLog(bodies(size)));
    expect([code, out]).toEqual([0, [`${size} entries verified, root ok`]]);
  });

  it('is verified over three levels of tiles', async () => {
    const { code, out } = await check(makeLog(bodies(66_000)), []);
    expect([code, out]).toEqual([0, ['bodies: not checked (no token)', '66000 entries verified, root ok']]);
  });

  it('is not asked for entries without a token', async () => {
    const { asked } = await check(makeLog(bodies(300)), []);
    expect(asked.filter((path) => path.includes('entries'))).toEqual([]);
    expect(asked.sort()).toEqual(['checkpoint', 'tile/0/000', 'tile/0/001.p/44', 'tile/1/000.p/1']);
  });

  it('may keep no bodies below its minimum index, and the result says so', async () => {
    const log = changed(300, (resources) => resources.set('tile/entries/000', 410).set('retention', '256\n'));
    expect((await check(log)).out).toEqual(['bodies: checked from 256', '300 entries verified, root ok']);
  });

  it('gets a warning, not a refusal, when time runs back by more than a minute', async () => {
    const late = bodies(5).map((body, at) => (at === 4 ? bodyOf(4, { at: '2026-01-01T00:00:00.000Z' }) : body));
    const { code, err } = await check(makeLog(late));
    expect([code, err]).toEqual([0, expect.arrayContaining(['warning: time runs back at 4'])]);
  });
});

describe('a log that does not hold', () => {
  const text = (size: number, root: Uint8Array, origin = ORIGIN): string => checkpointText({ origin, size, root });
  const cases: [string, number, (log: Resources) => void, string][] = [
    ['the checkpoint is no note', 3, (log) => log.set('checkpoint', 'x\n'), 'checkpoint-format at -'],
    ['the checkpoint is no text', 3, (log) => log.set('checkpoint', Uint8Array.of(0xff, 0xfe)), 'checkpoint-format at -'],
    ['its size has a leading zero', 3, (log) => log.set('checkpoint', signedNote(text(3, noise(32)).replace('\n3\n', '\n03\n'))), 'checkpoint-format at -'],
    [
      'the text was changed after signing',
      3,
      (log) => log.set('checkpoint', (log.get('checkpoint') as string).replace('\n3\n', '\n2\n')),
      'checkpoint-signature at -',
    ],
    [
      'the signature is missing',
      3,
      (log) => log.set('checkpoint', (log.get('checkpoint') as string).replaceAll(`— ${ORIGIN} `, '— somebody ')),
      'checkpoint-signature at -',
    ],
    ['the checkpoint is of another log', 3, (log) => log.set('checkpoint', signedNote(text(3, noise(32), 'another.log'))), 'origin at -'],
    ['the root is another', 3, (log) => log.set('checkpoint', signedNote(text(3, noise(32)))), 'root at 0..2'],
    ['a tile is missing', 700, (log) => log.set('tile/0/001', 404), 'tile-missing at 256..511'],
    ['a tile is gone', 700, (log) => log.set('tile/0/002.p/188', 410), 'tile-missing at 512..699'],
    ['an upper tile is missing', 700, (log) => log.set('tile/1/000.p/2', 404), 'tile-missing at 0..511'],
    ['a tile is short', 700, (log) => log.set('tile/0/001', bytesAt(log, 'tile/0/001').slice(0, -32)), 'tile-length at 256..511'],
    ['a tile is long', 700, (log) => log.set('tile/0/002.p/188', Buffer.concat([bytesAt(log, 'tile/0/002.p/188'), noise(32)])), 'tile-length at 512..699'],
    ['a leaf of a full tile was changed', 700, (log) => log.set('tile/0/001', flip(bytesAt(log, 'tile/0/001'), 40)), 'tile-hash at 256..511'],
    ['an upper hash was changed', 700, (log) => log.set('tile/1/000.p/2', flip(bytesAt(log, 'tile/1/000.p/2'), 0)), 'tile-hash at 0..255'],
    ['a leaf of the last tile was changed', 300, (log) => log.set('tile/0/001.p/44', flip(bytesAt(log, 'tile/0/001.p/44'), 0)), 'root at 0..299'],
    ['a bundle is missing', 300, (log) => log.set('tile/entries/001.p/44', 404), 'entry-missing at 256..299'],
    ['a bundle is gone above the minimum index', 300, (log) => log.set('tile/entries/000', 410).set('retention', '255\n'), 'entry-missing at 0..255'],
    [
      'a bundle has a byte too many',
      300,
      (log) => log.set('tile/entries/000', Buffer.concat([bytesAt(log, 'tile/entries/000'), Uint8Array.of(0)])),
      'bundle-format at 0..255',
    ],
    ['a bundle lacks an entry', 3, (log) => log.set('tile/entries/000.p/3', writeBundle(bodies(2))), 'bundle-format at 0..2'],
    ['a body was changed', 300, (log) => log.set('tile/entries/001.p/44', flip(bytesAt(log, 'tile/entries/001.p/44'), 2 + 20)), 'entry-hash at 256'],
    ['two bodies were swapped', 3, (log) => log.set('tile/entries/000.p/3', writeBundle([bodyOf(0), bodyOf(2), bodyOf(1)])), 'entry-hash at 1'],
  ];
  it.each(cases)('is found when %s', async (_, size, change, expected) => {
    const { code, out } = await check(changed(size, change));
    expect(code).toBe(1);
    expect(out.at(-1)).toMatch(new RegExp(`^broken: ${expected.replaceAll('.', '\\.')}: .+`));
    expect(out.at(-2)).toMatch(/^evidence: /);
  });

  it('is found when a signed entry leaves the profile, with its exact index', async () => {
    const log = makeLog([bodyOf(0), utf8('{"v":2}'), bodyOf(2)]);
    expect((await check(log)).out.at(-1)).toMatch(/^broken: entry-profile at 1: /);
  });

  it('is found when an id or a nonce stands twice', async () => {
    const nonce = (JSON.parse(Buffer.from(bodyOf(0)).toString()) as { nonce: string }).nonce;
    expect((await check(makeLog([bodyOf(0), bodyOf(1), bodyOf(2, { nonce })]))).out.at(-1)).toMatch(/^broken: duplicate at 2: its nonce /);
    expect((await check(makeLog([bodyOf(0), bodyOf(1, { id: '019b0000-0000-7000-8000-000000000000' })]))).out.at(-1)).toMatch(
      /^broken: duplicate at 1: its id /,
    );
  });

  it('leaves evidence that another person can check', async () => {
    const { out } = await check(changed(300, (log) => log.set('tile/0/000', flip(bytesAt(log, 'tile/0/000'), 1))));
    const path = out.at(-2)!.slice('evidence: '.length);
    expect(path).toBe(join(folder, 'comity-broken-300-tile-hash.json'));
    const evidence = JSON.parse(readFileSync(path, 'utf8')) as Record<string, unknown>;
    expect(Object.keys(evidence)).toEqual(['format', 'reason', 'index', 'text', 'log', 'checkpoint', 'resources', 'made_at']);
    expect(evidence).toMatchObject({ format: 'comity/broken/v1', reason: 'tile-hash', index: '0..255' });
    expect(String(evidence['checkpoint'])).toContain(`${ORIGIN}\n300\n`);
  });
});

describe('a check that cannot be made', () => {
  const refusals: [string, Resources, string[]][] = [
    ['nothing is published', new Map(), []],
    ['the log answers 500', changed(3, (log) => log.set('tile/0/000.p/3', 500)), []],
    ['the log answers 403', changed(3, (log) => log.set('tile/0/000.p/3', 403)), []],
    ['the token is not taken', makeLog(bodies(3)), ['--token', 'bad']],
    ['the token file cannot be read', makeLog(bodies(3)), ['--token', '@nowhere']],
    ['a bundle is asked for over the network', makeLog(bodies(3)), ['--bundle', 'file']],
    ['reports are not built', makeLog(bodies(3)), ['--report', 'file']],
    ['the words are unknown', makeLog(bodies(3)), ['--fast']],
  ];
  it.each(refusals)('ends with 2 and leaves no evidence when %s', async (_, log, args) => {
    const { code, out } = await check(log, args);
    expect([code, out.filter((line) => !line.startsWith('bodies'))]).toEqual([2, []]);
    expect(existsSync(join(folder, 'comity-broken-3-root.json'))).toBe(false);
  });

  it.each([
    [[]],
    [['--log', 'ftp://x', '--vkey', VKEY]],
    [['--log', 'http://127.0.0.1:1']],
    [['--log', 'http://127.0.0.1:1', '--vkey', 'no key']],
    [['--log', 'http://127.0.0.1:1', '--vkey', VKEY]],
  ])('ends with 2 for the words %j', async (args) => {
    expect(await verify(args, terminalOf(folder))).toBe(2);
  });
});
