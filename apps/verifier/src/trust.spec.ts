import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { base64url, chainDigest, checkpointText, FIRST_CHAIN, formatNote, leafHash, readCheckpoint, receiptText } from '@comity/transparency-log';
import { createHash } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { bodyOf, cosign, makeLog, noise, ORIGIN, otherKey, serve, signedNote, smallWitness, terminalOf, VKEY, type Resources } from './testing/small-log.js';
import { verify } from './verify.js';

let folder: string;
let trustPath: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'comity-trust-'));
  trustPath = join(folder, 'trust.json');
});
afterEach(() => rmSync(folder, { recursive: true }));

const NOW_S = 1_800_000_000;
const bodies = (count: number, over: (at: number) => object = () => ({})): Uint8Array[] => Array.from({ length: count }, (_, at) => bodyOf(at, over(at)));
const otherFrom = (count: number, from: number): Uint8Array[] => bodies(count, (at) => (at < from ? {} : { kind: 'test.other' }));
const trust = (members: object): void => writeFileSync(trustPath, JSON.stringify({ format: 'comity/trust/v1', ...members }));
const kept = (): Record<string, unknown> => JSON.parse(readFileSync(trustPath, 'utf8')) as Record<string, unknown>;

async function check(
  log: Resources,
  args: string[] = [],
  over: Parameters<typeof terminalOf>[3] = {},
): Promise<{ code: number; out: string[]; err: string[] }> {
  const served = await serve(log);
  const [out, err]: [string[], string[]] = [[], []];
  try {
    const code = await verify(
      ['--log', served.url, '--vkey', VKEY, '--trust', trustPath, ...args],
      terminalOf(folder, out, err, { now: () => new Date(NOW_S * 1000), ...over }),
    );
    return { code, out, err };
  } finally {
    await served.close();
  }
}
const evidence = (): Record<string, unknown> =>
  JSON.parse(
    readFileSync(
      join(
        folder,
        readdirSync(folder).find((name) => name.startsWith('comity-broken-'))!,
      ),
      'utf8',
    ),
  ) as Record<string, unknown>;

describe('what the verifier remembers', () => {
  it('is made at the first use, which says that there was nothing to compare with, and replaced whole after each success', async () => {
    const first = await check(makeLog(bodies(300)));
    expect([first.code, first.out]).toEqual([0, ['first use: nothing to compare with', 'bodies: not checked (no token)', '300 entries verified, root ok']]);
    expect(kept()).toMatchObject({ format: 'comity/trust/v1', checked_at: new Date(NOW_S * 1000).toISOString() });
    expect((kept()['edge'] as string[]).length).toBe(4); // 300 = 256 + 32 + 8 + 4
    const second = await check(makeLog(bodies(700)));
    expect([second.code, second.out]).toEqual([0, ['bodies: not checked (no token)', '700 entries verified, root ok']]);
    expect(readCheckpoint(kept()['checkpoint'] as string).size).toBe(700);
    expect(readdirSync(folder)).toEqual(['trust.json']);
  });

  it('is left as it was when the log does not hold', async () => {
    await check(makeLog(bodies(300)));
    const before = readFileSync(trustPath, 'utf8');
    expect((await check(makeLog(bodies(299)))).code).toBe(1);
    expect(readFileSync(trustPath, 'utf8')).toBe(before);
  });

  const histories: [string, number, Uint8Array[], string][] = [
    ['the log is shorter', 300, bodies(299), 'rollback at 299'],
    ['the log is empty', 300, [], 'rollback at 0'],
    ['another tree of the same size is signed', 300, otherFrom(300, 270), 'fork at 256..287'],
    ['the first half differs at the same size', 300, otherFrom(300, 3), 'fork at 0..255'],
    ['the tree grew out of another one', 300, otherFrom(400, 290), 'consistency at 288..295'],
    ['it grew out of another one, the last entry changed', 300, otherFrom(700, 299), 'consistency at 296..299'],
    ['it grew over three levels out of another one', 600, otherFrom(66_000, 520), 'consistency at 512..575'],
  ];
  it.each(histories)('finds that %s, and both signed notes are the evidence', async (_, size, now, expected) => {
    await check(makeLog(bodies(size)));
    const { code, out } = await check(makeLog(now));
    expect([code, out.at(-1)]).toEqual([1, expect.stringMatching(new RegExp(`^broken: ${expected.replaceAll('.', '\\.')}: `))]);
    const { trusted, checkpoint, index } = evidence();
    expect(readCheckpoint(trusted as string).size).toBe(size);
    expect(readCheckpoint(checkpoint as string).size).toBe(now.length);
    expect(expected.endsWith(String(index))).toBe(true);
  });

  it('is enough without its edge, with a wider place', async () => {
    await check(makeLog(bodies(300)));
    trust({ checkpoint: kept()['checkpoint'] });
    expect((await check(makeLog(otherFrom(400, 290)))).out.at(-1)).toMatch(/^broken: consistency at 0\.\.299: /);
  });

  it.each<[string, object | string, string]>([
    ['is no JSON', '{', '--trust: not-json at 1'],
    ['is of another format', { format: 'x' }, '--trust: not of the format comity/trust/v1'],
    ['has an unknown member', { quorum: 2 }, '--trust: a member that is not known'],
    ['has an edge that does not make its root', { checkpoint: signedNote(checkpointText({ origin: ORIGIN, size: 3, root: noise(32) })), edge: [] }, ''],
    [
      'has a checkpoint of another key',
      { checkpoint: formatNote(checkpointText({ origin: ORIGIN, size: 3, root: noise(32) }), [otherKey(ORIGIN).line('x')]) },
      '--trust: its checkpoint is not signed by the key of the log',
    ],
    ['asks for an age without witnesses', { max_age_s: 60 }, '--trust: max_age_s needs a policy, because witnesses alone say the time'],
    ['has a policy that is none', { policy: 'quorum two\n' }, '--trust: line 1: name that no line before defines'],
  ])('cannot be used when it %s', async (name, given, said) => {
    if (name.includes('edge')) {
      await check(makeLog(bodies(3)));
      trust({ ...kept(), edge: [Buffer.from(noise(32)).toString('base64'), Buffer.from(noise(32)).toString('base64')] });
    } else if (typeof given === 'string') writeFileSync(trustPath, given);
    else trust(given);
    const { code, err } = await check(makeLog(bodies(3)));
    expect([code, err.at(-1)]).toEqual([2, said || '--trust: its edge does not make its root']);
  });

  it('of another log is not taken for this one', async () => {
    trust({ checkpoint: formatNote(checkpointText({ origin: 'another.log', size: 3, root: noise(32) }), [otherKey('another.log').line('x')]) });
    expect((await check(makeLog(bodies(3)))).out.at(-1)).toMatch(/^broken: origin at -: /);
  });
});

describe('keys and witnesses that the trust file names', () => {
  const [a, b, c] = [smallWitness('a'), smallWitness('b'), smallWitness('c')];
  const policy = (threshold: number): string =>
    `${[a, b, c].map(({ name, vkey }) => `witness ${name} ${vkey}\n`).join('')}group them ${threshold} a b c\nquorum them\n`;

  it('must have signed as the policy asks', async () => {
    trust({ policy: policy(2) });
    expect((await check(cosign(makeLog(bodies(3)), [a], NOW_S))).out.at(-1)).toBe('broken: quorum at -: cosigned by a, which is less than the policy asks for');
    const { code, err } = await check(cosign(makeLog(bodies(3)), [a, c], NOW_S));
    expect([code, err.some((line) => line.includes('would pass'))]).toEqual([0, false]);
    expect(kept()['policy']).toBe(policy(2));
  });

  it('make the whole note void with one false signature, and one of the future is false', async () => {
    trust({ policy: policy(1) });
    const log = cosign(makeLog(bodies(3)), [a], NOW_S);
    const other = b.line('another text\n', NOW_S);
    log.set('checkpoint', `${log.get('checkpoint') as string}${other}\n`);
    expect((await check(log)).out.at(-1)).toMatch(/^broken: cosignature at -: /);
    expect((await check(cosign(makeLog(bodies(3)), [a], NOW_S + 301))).out.at(-1)).toMatch(/^broken: cosignature at -: /);
  });

  it('say how old the head is: the quorum is as old as the oldest signature that it needs', async () => {
    trust({ policy: policy(2), max_age_s: 3600 });
    const aged = (fresh: number, old: number): Resources => cosign(cosign(makeLog(bodies(3)), [a], NOW_S - fresh), [b], NOW_S - old);
    expect((await check(aged(10, 3500))).code).toBe(0);
    expect((await check(aged(10, 3700))).out.at(-1)).toMatch(/^broken: stale at -: the quorum signed 3700 s ago/);
    expect((await check(cosign(aged(10, 3700), [c], NOW_S - 20))).code).toBe(0);
  });

  it('may be several of the log while a key is changed: its further lines must hold too', async () => {
    const next = otherKey(ORIGIN);
    const log = makeLog(bodies(3));
    const text = (log.get('checkpoint') as string).split('\n\n')[0]!;
    trust({ vkeys: [next.vkey] });
    expect((await check(new Map(log).set('checkpoint', `${log.get('checkpoint') as string}${next.line(`${text}\n`)}\n`))).code).toBe(0);
    expect((await check(new Map(log).set('checkpoint', formatNote(`${text}\n`, [next.line(`${text}\n`)])))).code).toBe(0);
    expect((await check(new Map(log).set('checkpoint', `${log.get('checkpoint') as string}${next.line('x')}\n`))).out.at(-1)).toMatch(
      /^broken: checkpoint-signature at -: /,
    );
  });

  describe('receipts', () => {
    const receiptKey = otherKey(`${ORIGIN}/receipt`);
    const receipt = (body: Uint8Array, issuedS: number, over: { key?: typeof receiptKey; origin?: string } = {}): string => {
      const text = receiptText({
        origin: over.origin ?? ORIGIN,
        entry: '019b0000-0000-7000-8000-000000000009',
        leaf: leafHash(body),
        issuedAt: new Date(issuedS * 1000).toISOString(),
        promiseS: 86_400,
      });
      return formatNote(text, [(over.key ?? receiptKey).line(text)]);
    };
    const log = (cosignedS = NOW_S): Resources => cosign(makeLog(bodies(9)), [a], cosignedS);

    it('are kept when the leaf is there, and broken when a witness signed a tree without it after the promised time', async () => {
      trust({ policy: policy(1), receipt_vkeys: [receiptKey.vkey], receipts: [receipt(bodyOf(4), NOW_S - 90_000)] });
      expect((await check(log())).code).toBe(0);
      trust({ policy: policy(1), receipt_vkeys: [receiptKey.vkey], receipts: [receipt(bodyOf(9), NOW_S - 90_000)] });
      expect((await check(log())).out.at(-1)).toMatch(/^broken: receipt at -: entry 019b0000-0000-7000-8000-000000000009 was promised at /);
    });

    it('are a warning while their time is not over, or when no witness says the time', async () => {
      trust({ policy: policy(1), receipt_vkeys: [receiptKey.vkey], receipts: [receipt(bodyOf(9), NOW_S - 80_000)] });
      expect((await check(log())).err.at(-1)).toMatch(/^warning: receipt .* its time is not over$/);
      trust({ receipt_vkeys: [receiptKey.vkey], receipts: [receipt(bodyOf(9), NOW_S - 90_000)] });
      expect((await check(log())).err.at(-1)).toMatch(/^warning: receipt .* no witness says/);
      trust({ receipts: [receipt(bodyOf(9), NOW_S)] });
      expect((await check(log())).err).toContain('warning: receipts: not checked, the trust file has no receipt key');
    });

    it.each([
      ['signed by another key', receipt(bodyOf(4), NOW_S, { key: otherKey(`${ORIGIN}/receipt`) })],
      ['of another log', receipt(bodyOf(4), NOW_S, { origin: 'another.log' })],
      ['no receipt', 'x\n'],
    ])('that are %s are none', async (_, note) => {
      trust({ receipt_vkeys: [receiptKey.vkey], receipts: [note] });
      expect((await check(log())).out.at(-1)).toMatch(/^broken: receipt at -: receipt 0: /);
    });
  });
});

describe('party digests', () => {
  const sha256 = (bytes: Uint8Array): Uint8Array => createHash('sha256').update(bytes).digest();
  /** Four entries, two of which name KE, a digest over them, two more and a digest over those. */
  function withDigests(change: (data: Record<string, unknown>, number: number) => void = () => undefined): Resources {
    const all: Uint8Array[] = [];
    let chain: Uint8Array = FIRST_CHAIN;
    let from = 0;
    const add = (over: object): void => void all.push(bodyOf(all.length, over));
    for (let number = 0; number < 2; number++) {
      add({ parties: ['KE', 'SE'] });
      add({ parties: ['SE'] });
      add({ actor: { agency: '019b0000-0000-7000-8000-00000000000a', jurisdiction: 'KE', officer: base64url(noise(32)), role: 'officer' } });
      const own = all.slice(from).filter((body) => Buffer.from(body).includes('"KE"') && !Buffer.from(body).includes('log.digest'));
      chain = chainDigest(
        chain,
        own.map((body) => leafHash(body, sha256)),
      );
      const data = { jurisdiction: 'KE', from_index: from, to_index: all.length, count: own.length, chain: base64url(chain) };
      change(data, number);
      from = data.to_index;
      add({ kind: 'log.digest', data });
    }
    return makeLog(all);
  }

  it('hold when they cover the entries that name the jurisdiction, in order', async () => {
    expect((await check(withDigests(), ['--token', 'good'])).out.at(-1)).toBe('8 entries verified, root ok');
  });

  it.each<[string, (data: Record<string, unknown>, number: number) => void, string]>([
    ['counts one too few', (data, number) => number === 0 && (data['count'] = 1), 'digest at 3: it counts 1 entries of KE, and there are 2'],
    ['has another chain', (data, number) => number === 1 && (data['chain'] = base64url(noise(32))), 'digest at 7: its chain'],
    ['leaves entries out between two', (data, number) => number === 1 && (data['from_index'] = 5), 'digest at 7: it does not begin'],
    ['covers what comes after it', (data, number) => number === 0 && (data['to_index'] = 9), 'digest at 3: it does not begin'],
  ])('are found when one %s', async (_, change, expected) => {
    const { code, out } = await check(withDigests(change), ['--token', 'good']);
    expect([code, out.at(-1)]).toEqual([1, expect.stringContaining(`broken: ${expected}`)]);
  });

  it('over bodies that are no longer kept are a warning', async () => {
    const many = makeLog([
      ...bodies(256),
      bodyOf(256, { kind: 'log.digest', data: { jurisdiction: 'KE', from_index: 0, to_index: 256, count: 0, chain: base64url(noise(32)) } }),
    ]);
    many.set('tile/entries/000', 410).set('retention', '256\n');
    expect((await check(many, ['--token', 'good'])).err).toContain('warning: party digest at 256: not checked, it covers bodies that are no longer kept');
  });
});

describe('the monitor', () => {
  const a = smallWitness('a');
  const seenBy = (log: Resources, time: number): string => cosign(new Map(log), [a], time).get('checkpoint') as string;

  async function watch(rounds: { log: Resources; seen: Resources | number; atS?: number }[]): Promise<{ code: number; out: string[]; err: string[] }> {
    const [log, witness]: [Resources, Resources] = [new Map(), new Map()];
    const path = `${createHash('sha256').update(ORIGIN).digest('hex')}/checkpoint`;
    let nowS = NOW_S;
    const show = ({ log: now, seen, atS }: (typeof rounds)[number]): void => {
      log.clear();
      (typeof now.get('checkpoint') === 'string' ? cosign(new Map(now), [a], NOW_S) : now).forEach((value, key) => log.set(key, value));
      witness.clear();
      if (typeof seen !== 'number') witness.set(path, seenBy(seen, NOW_S));
      nowS = atS ?? nowS;
    };
    const servedWitness = await serve(witness);
    trust({ policy: `witness a ${a.vkey} ${servedWitness.url}\nquorum a\n` });
    const [first, ...later] = rounds;
    show(first!);
    try {
      return await check(log, ['--every', '1'], { now: () => new Date(nowS * 1000), rounds: later.map((round) => () => show(round)) });
    } finally {
      await servedWitness.close();
    }
  }

  it('goes on while log and witness agree, also when the witness is a little behind or ahead', async () => {
    const { code, out, err } = await watch([
      { log: makeLog(bodies(3)), seen: makeLog(bodies(3)) },
      { log: makeLog(bodies(9)), seen: makeLog(bodies(5)) },
      { log: makeLog(bodies(9)), seen: makeLog(bodies(11)) },
      { log: makeLog(bodies(9)), seen: makeLog(bodies(11)), atS: NOW_S + 100 },
      { log: makeLog(bodies(12)), seen: 404 },
    ]);
    expect([code, out.filter((line) => line.includes('verified')).length]).toEqual([0, 5]);
    expect(err.filter((line) => line.startsWith('warning: witness'))).toEqual([
      'warning: witness a saw 11 entries, and the log shows 9',
      'warning: witness a has not seen this log',
    ]);
  });

  it('finds that the witness saw another tree, and that the log holds back what it signed', async () => {
    const forked = await watch([
      { log: makeLog(bodies(9)), seen: makeLog(bodies(9)) },
      { log: makeLog(bodies(12)), seen: makeLog(otherFrom(10, 2)) },
    ]);
    expect([forked.code, forked.out.at(-1)]).toEqual([1, expect.stringMatching(/^broken: fork at 0\.\.9: witness a saw another tree/)]);
    expect(evidence()['trusted']).toContain('\n10\n');
    const held = await watch([0, 1, 302].map((later) => ({ log: makeLog(bodies(9)), seen: makeLog(bodies(11)), atS: NOW_S + later })));
    expect([held.code, held.out.at(-1)]).toEqual([1, expect.stringMatching(/^broken: stale at 9: witness a saw 11 entries/)]);
  });

  it('tries again after a round in which it could not look, and ends with what the last one came to', async () => {
    const { code, err } = await watch([{ log: new Map([['checkpoint', 500]]) as Resources, seen: 404 }].map((round) => round));
    expect([code, err.at(-1)]).toEqual([2, 'checkpoint: answered 500']);
  });
});
