import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  ACTS,
  type ActRule,
  AGENCY_KINDS,
  CATEGORY_WORDS,
  CHANGE_WORDS,
  DATA_CATEGORIES,
  FINDINGS,
  HANDLING_CODES,
  IDENTIFIER_TYPES,
  LINE_ANSWERS,
  OUTCOMES,
  REFERRAL_STATES,
  REFUSAL_GROUNDS,
  REJECT_CODES,
  REQUEST_STATES,
  ROLES,
  STEPS,
  TRACKS,
} from '@comity/casework';
import { AIMS, AUDIT_KINDS, OFFENCES, PROBLEM_CODES } from '@comity/contract';
import { describe, expect, it } from 'vitest';
import { LANGUAGES } from './shared/texts';

const root = join(process.cwd(), process.cwd().endsWith('portal/apps/portal') ? 'src/app' : 'apps/portal/src/app');
const files = readdirSync(root, { recursive: true, encoding: 'utf8' });
const read = (path: string): string => readFileSync(join(root, path), 'utf8');

type Words = { [name: string]: string | Words };
const flat = (words: Words, before: string): string[] =>
  Object.entries(words).flatMap(([name, value]) => (typeof value === 'string' ? [`${before}.${name}`] : flat(value, `${before}.${name}`)));

/** Folder of texts → the word that its keys begin with. */
const folders = files.filter((path) => path.endsWith('/en.json')).map((path) => path.replace(/\/en\.json$/, ''));
const nameOf = (folder: string): string => (folder.endsWith('/i18n') ? folder.split('/').at(-2) : folder.split('/').at(-1)) ?? '';
const keysOf = (language: string): string[] =>
  folders.flatMap((folder) => flat(JSON.parse(read(`${folder}/${language}.json`)) as Words, nameOf(folder))).sort();

const sources = files
  .filter((path) => /\.(ts|html)$/.test(path) && !path.endsWith('.spec.ts'))
  .map(read)
  .join('\n');
const names = folders.map(nameOf);
const used = new Set(
  [...sources.matchAll(/['"`]([a-z][A-Za-z]*(?:\.[A-Za-z0-9_-]+)+)['"`]/g)]
    .map(([, key]) => key ?? '')
    .filter((key) => names.includes(key.split('.', 1)[0] ?? '') && !Object.hasOwn(ACTS, key)), // `review.claim` names an act, not a text
);
/** `'words.role.' + role`: every key below may be asked for. */
const open = [...sources.matchAll(/['"`]([a-z][A-Za-z]*(?:\.[A-Za-z0-9_-]+)*\.)(?:['"] ?\+|\$\{)/g)].map(([, prefix]) => prefix ?? '');

/** Acts that leave an entry of their own; "what happened behind this click" names them. A search is none of them, its answer has no receipt. */
const WRITING_ACTS = Object.entries(ACTS as Record<string, ActRule>)
  .filter(([act, rule]) => ['write', 'release'].includes(rule.class) && (rule.emits ?? rule.step) && act !== 'session.end')
  .map(([act]) => act);

describe('texts', () => {
  it('has every key in both languages', () => {
    expect(keysOf('ar')).toEqual(keysOf('en'));
  });

  it('has every key that a page asks for', () => {
    const keys = keysOf('en');
    expect([...used].filter((key) => !keys.includes(key))).toEqual([]);
    expect(open.filter((prefix) => !keys.some((key) => key.startsWith(prefix)))).toEqual([]);
  });

  it('has no key that nobody asks for', () => {
    // Words of codes are checked against the lists of the codes instead.
    const idle = keysOf('en').filter((key) => !key.startsWith('words.') && !used.has(key) && !open.some((prefix) => key.startsWith(prefix)));
    expect(idle).toEqual([]);
  });

  it('has a word for every kind of entry', () => {
    const keys = keysOf('en');
    expect(AUDIT_KINDS.filter((kind) => !keys.includes(`oversight.kind.${kind}`))).toEqual([]);
  });

  it('keeps the places of a sentence in both languages', () => {
    const placesOf = (language: string): string[] =>
      folders.flatMap((folder) => {
        const words = JSON.parse(read(`${folder}/${language}.json`)) as Words;
        const at = (tree: Words, before: string): string[] =>
          Object.entries(tree).flatMap(([name, value]) =>
            typeof value === 'string' ? [`${before}.${name} ${(value.match(/\{\{\w+\}\}/g) ?? []).sort().join(' ')}`] : at(value, `${before}.${name}`),
          );
        return at(words, nameOf(folder));
      });
    expect(placesOf('ar').sort()).toEqual(placesOf('en').sort());
  });

  it('has words for every guard of a step', () => {
    const guards = new Set(STEPS.flatMap((row) => row.guards.map(({ id }) => id)));
    expect([...guards].filter((id) => !keysOf('en').includes(`frame.rule.${id}`))).toEqual([]);
  });

  it('has a word for every act that leaves an entry', () => {
    expect(WRITING_ACTS.filter((act) => !keysOf('en').includes(`frame.act.${act}`))).toEqual([]);
  });

  it.each([
    ['role', ROLES],
    ['agencyKind', AGENCY_KINDS],
    ['referralState', REFERRAL_STATES],
    ['requestState', REQUEST_STATES],
    ['track', TRACKS],
    ['change', CHANGE_WORDS],
    ['category', DATA_CATEGORIES],
    ['aim', AIMS],
    ['offence', OFFENCES],
    ['handling', HANDLING_CODES],
    ['identifierType', IDENTIFIER_TYPES],
    ['reject', REJECT_CODES],
    ['finding', FINDINGS],
    ['outcome', OUTCOMES],
    ['ground', REFUSAL_GROUNDS],
    ['lineAnswer', LINE_ANSWERS],
    ['problem', PROBLEM_CODES],
  ])('has a word for every %s', (name, list) => {
    const keys = keysOf('en');
    expect((list as readonly string[]).filter((code) => !keys.includes(`words.${name}.${code}`))).toEqual([]);
  });

  it.each(LANGUAGES)('names a category on screen as in the sentence of a decision: %s', (language) => {
    expect((JSON.parse(read(`shared/words/${language}.json`)) as { category: unknown }).category).toEqual(CATEGORY_WORDS[language]);
  });
});
