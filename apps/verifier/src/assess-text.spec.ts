import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { BENCHMARK_PROFILES } from '@comity/proportionality';
import { describe, expect, it } from 'vitest';
import { assessFile } from './assess-file.js';
import { assessText, Unassessed } from './assess-text.js';

const data = new URL('../../../libs/proportionality/data/', import.meta.url);
const read = (name: string): unknown => JSON.parse(readFileSync(new URL(name, data), 'utf8'));
const { baseline } = read('check-fixtures.json') as { baseline: Record<string, Record<string, unknown>> };
const cases = read('cases.json') as { input: unknown; profile: string; expected: { engine: string }; scored: boolean }[];

interface Answer {
  route: string;
  routeBecause: string[];
  checks: { id: string; severity: number }[];
  balance: { aim: number; perProfile: { profile: string }[] } | null;
  alternatives: { id: string; route: string }[];
  notices: string[];
  problems?: { path: string; message: string }[];
}
const answers = (elements: unknown): Answer[] => JSON.parse(assessText(JSON.stringify(elements))) as Answer[];
const mailbox = { ...baseline, data: { ...baseline['data'], categories: ['content_stored'], periodDays: 90 } };

describe('assess', () => {
  it('answers each element in its place, with the checks that apply, the balance and the milder variants', () => {
    const [good, content] = answers([
      { input: baseline, profiles: ['UN'] },
      { input: mailbox, profiles: ['EU', 'UN'] },
    ]);
    expect(good).toMatchObject({ route: 'SINGLE_REVIEW', routeBecause: [], notices: [], alternatives: [] });
    expect(good?.checks[0]).toEqual({ id: 'CMP-01', severity: 0 });
    expect(content).toMatchObject({
      route: 'DOUBLE_LOCK',
      alternatives: [{ id: 'ALT-PRESERVE', route: 'SINGLE_REVIEW' }, { id: 'ALT-SUBSCRIBER' }, { id: 'ALT-IDENT' }],
    });
    expect(content?.balance?.perProfile.map(({ profile }) => profile)).toEqual(['EU', 'UN']);
    expect(Object.keys(content ?? {})).toEqual(['route', 'routeBecause', 'checks', 'balance', 'alternatives', 'notices']);
  });

  it('agrees with every scored decision', () => {
    const found = answers(cases.map(({ input, profile }) => ({ input, profiles: [profile] })));
    const isAdverse = ({ checks }: Answer) => checks.some(({ severity }) => severity >= 4);
    expect(cases.filter(({ scored, expected }, at) => scored && isAdverse(found[at]!) !== (expected.engine === 'adverse'))).toEqual([]);
  });

  it.each([undefined, null, 7, {}, { ...baseline, subjects: { ...baseline['subjects'], count: 0 } }])(
    'names every problem of an input that does not fit: %#',
    (input) => {
      const [found] = answers([{ input, profiles: ['UN'] }]);
      expect(found).toMatchObject({
        route: 'RETURN_FOR_COMPLETION',
        routeBecause: ['CMP-01'],
        checks: [{ id: 'CMP-01', severity: 5 }],
        balance: null,
        alternatives: [],
        notices: [],
      });
      expect(found?.problems?.every(({ message }) => /^[A-Z].*[a-z]$/.test(message))).toBe(true);
    },
  );

  it('takes a whole profile, and gives the same bytes for the same bytes', () => {
    const text = JSON.stringify([{ input: mailbox, profiles: [{ ...BENCHMARK_PROFILES.UN, id: 'MINE' }] }]);
    expect(assessText(text)).toBe(assessText(text));
    expect((JSON.parse(assessText(text)) as Answer[])[0]?.balance?.perProfile[0]?.profile).toBe('MINE');
    expect(assessText('[]')).toBe('[]\n');
  });

  it.each([
    ['no JSON', '{', 'no JSON'],
    ['no array', '{}', 'no JSON array'],
    ['an element that is no object', '[7]', 'element 0 is no object'],
    ['an element without profiles', '[{"input":{}}]', 'element 0 has no profiles'],
    ['no profile in the list', '[{"input":{},"profiles":[]}]', 'element 0 has no profiles'],
    ['an unknown profile', '[{"profiles":["UN"]},{"profiles":["toString"]}]', 'element 1 names a profile that is not known: "toString"'],
    [
      'a profile that breaks the limits',
      JSON.stringify([{ profiles: [{ ...BENCHMARK_PROFILES.UN, weights: { child: 2, privacy: 0, expression: 1 } }] }]),
      'not valid at weights.privacy',
    ],
  ])('answers nothing at all for %s', (_name, text, message) => {
    expect(() => assessText(text)).toThrow(Unassessed);
    expect(() => assessText(text)).toThrow(message);
  });
});

describe('the command', () => {
  const run = (...words: string[]) => {
    const [out, err]: [string[], string[]] = [[], []];
    const code = assessFile(
      words,
      (text) => out.push(text),
      (line) => err.push(line),
    );
    return [code, out.length, err.length];
  };
  const fixtures = fileURLToPath(new URL('check-fixtures.json', data));

  it.each([[], ['/no/such/file.json'], [fileURLToPath(data)], [fixtures], [fixtures, 'more'], ['--help']])(
    'ends with 2, one line and no answer for %j',
    (...words) => {
      expect(run(...words)).toEqual([2, 0, 1]);
    },
  );

  it('ends with 0 and one answer when every element was assessed, whatever the routes', () => {
    const file = join(mkdtempSync(join(tmpdir(), 'comity-assess-')), 'requests.json');
    writeFileSync(file, JSON.stringify([{ input: null, profiles: ['UN'] }]));
    expect(run(file)).toEqual([0, 1, 0]);
  });
});
