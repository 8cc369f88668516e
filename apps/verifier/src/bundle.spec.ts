import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { evidenceJson, parseEvidence } from '@comity/transparency-log';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { bodyOf, makeLog, ORIGIN, terminalOf, VKEY } from './testing/small-log.js';
import { verify } from './verify.js';

interface Vector {
  name: string;
  ok: boolean;
  reason?: string;
  vkey: string;
  witness_vkeys: string[];
  receipt_vkey: string;
  bundle: Record<string, unknown>;
}
const file = new URL('../../../libs/transparency-log/testdata/log-vectors.json', import.meta.url);
const { bundles } = (JSON.parse(readFileSync(file, 'utf8')) as { evidence_bundles: { bundles: Vector[] } }).evidence_bundles;

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'comity-bundle-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

async function check({ bundle, vkey }: Pick<Vector, 'bundle' | 'vkey'>, trust?: object): Promise<{ code: number; out: string[]; err: string[] }> {
  const [out, err]: [string[], string[]] = [[], []];
  const path = join(folder, 'case.comity-evidence.json');
  writeFileSync(path, JSON.stringify(bundle));
  const words = ['--bundle', path, '--vkey', vkey];
  if (trust) {
    writeFileSync(join(folder, 'trust.json'), JSON.stringify({ format: 'comity/trust/v1', ...trust }));
    words.push('--trust', join(folder, 'trust.json'));
  }
  return { code: await verify(words, terminalOf(folder, out, err)), out, err };
}
const trustOf = ({ witness_vkeys, receipt_vkey }: Vector, quorum = 'none'): object => ({
  policy: `${witness_vkeys.map((vkey, at) => `witness w${at} ${vkey}\n`).join('')}group most 2 ${witness_vkeys.map((_, at) => `w${at}`).join(' ')}\nquorum ${quorum}\n`,
  receipt_vkeys: [receipt_vkey],
});

describe('an evidence bundle, offline', () => {
  it.each(bundles)('is judged as the vectors say: $name', async (vector) => {
    const { code, out } = await check(vector, trustOf(vector));
    if (vector.ok) expect([code, out.at(-1)]).toEqual([0, expect.stringMatching(/^\d+ entries verified, root ok$/)]);
    else {
      expect([code, out.at(-1)]).toEqual([1, expect.stringMatching(new RegExp(`^broken: ${vector.reason} at `))]);
      expect(out.at(-2)).toMatch(/^evidence: /);
    }
  });

  const good = bundles.find(({ name }) => name === 'with a receipt')!;

  it('needs no trust file, and then says what it did not judge', async () => {
    const { code, out, err } = await check(good);
    expect([code, out]).toEqual([0, ['receipts: not checked (no receipt key is trusted)', expect.stringContaining('entries verified, root ok')]]);
    expect(err).toEqual(['warning: no policy of witnesses is trusted; their signatures are not judged']);
  });

  it('must have the quorum of the trust file, and not contradict a tree that is remembered', async () => {
    expect((await check(good, trustOf(good, 'most'))).code).toBe(0);
    const alone = String(good.bundle['checkpoint']).split('\n').slice(0, 6).join('\n');
    expect((await check({ ...good, bundle: { ...good.bundle, checkpoint: `${alone}\n` } }, trustOf(good, 'most'))).out.at(-1)).toMatch(
      /^broken: quorum at -: /,
    );
    const single = (body: Uint8Array): string => makeLog([body]).get('checkpoint') as string;
    const [one, other] = [bodyOf(1), bodyOf(2)];
    const small = { vkey: VKEY, bundle: evidenceJson({ origin: ORIGIN, items: [{ index: 0, entry: one, proof: [] }], checkpoint: single(one) }) };
    expect((await check(small, { checkpoint: single(one) })).code).toBe(0);
    const { code, out } = await check(small, { checkpoint: single(other) });
    expect([code, out.at(-1)]).toEqual([1, expect.stringMatching(/^broken: fork at -: /)]);
  });

  it.each<[string, (bundle: Record<string, unknown>) => unknown]>([
    ['a member that is not known', (bundle) => (bundle['more'] = 1)],
    ['a time stamp, which this version does not know', (bundle) => (bundle['timestamps'] = [])],
    ['an index that is no number', (bundle) => ((bundle['items'] as { index: unknown }[])[0]!.index = '1')],
    ['a hash of another length', (bundle) => ((bundle['items'] as { proof: string[] }[])[0]!.proof[0] = 'AAAA')],
    ['an entry in sloppy base64', (bundle) => ((bundle['items'] as { entry: string }[])[0]!.entry += '=')],
  ])('is not read with %s', async (_, change) => {
    const bundle = structuredClone(good.bundle);
    change(bundle);
    expect((await check({ ...good, bundle })).out.at(-1)).toMatch(/^broken: bundle-format at -: /);
  });

  it('comes back out of what it was read into', () => {
    for (const { bundle, ok } of bundles) if (ok) expect(evidenceJson(parseEvidence(JSON.stringify(bundle)))).toEqual(bundle);
  });

  it('ends with 2 when the file cannot be read or the words do not fit', async () => {
    for (const words of [
      ['--bundle', '/nowhere', '--vkey', good.vkey],
      ['--bundle', 'x'],
      ['--bundle', 'x', '--vkey', good.vkey, '--token', 't'],
      ['--bundle', 'x', '--vkey', good.vkey, '--every', '5'],
    ]) {
      expect(await verify(words, terminalOf(folder))).toBe(2);
    }
  });
});
