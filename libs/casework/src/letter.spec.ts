import { describe, expect, it } from 'vitest';
import { SENTENCE_LANGUAGES } from './category-words.js';
import { GROUND_SENTENCES } from './ground-sentences.js';
import { letterBlocks, type LetterFacts, type LetterLine, letterText } from './letter.js';
import { REFUSAL_GROUNDS } from './lists.js';

const period = { from: '2027-03-01T00:00:00Z', to: '2027-05-29T23:59:59Z', zone: 'UTC' };
const line = (over: Partial<LetterLine> = {}): LetterLine => ({
  line: 1,
  asked: { category: 'traffic', period },
  granted: { category: 'traffic', period },
  change: 'granted',
  conditions: [],
  ground: null,
  why: '',
  ...over,
});
const facts = (over: Partial<LetterFacts> = {}): LetterFacts => ({
  ref: 'DQ-2027-KE-000311',
  version: 1,
  outcome: 'grant',
  summary: '1 of 1 lines granted.',
  lines: [line()],
  reasons: 'The dated facts carry it.',
  questions: [],
  variants: [],
  readBy: null,
  ...over,
});
const textsOf = (over: Partial<LetterFacts>, language: 'en' | 'ar' = 'en'): string[] => letterBlocks(facts(over), language).map(({ text }) => text);
const refused = line({ granted: null, change: 'refused', ground: 'LESS_INTRUSIVE_MEANS', why: 'Ask the provider first.' });

describe('a letter', () => {
  it('says what became of each line, with kinds of data, days and conditions in words', () => {
    const bound = line({ line: 2, change: 'conditional', conditions: [{ kind: 'delete_by', parameter: null, until: '2028-03-01T00:00:00Z' }] });
    expect(textsOf({ lines: [line(), bound] })).toEqual(
      expect.arrayContaining([
        'Line 1, asked: traffic, 1 March 2027 to 29 May 2027 (UTC). Granted as asked.',
        'Line 2, asked: traffic, 1 March 2027 to 29 May 2027 (UTC). Granted as asked. On condition: to be deleted by 1 March 2028.',
      ]),
    );
    expect(textsOf({ lines: [line({ change: 'narrowed', granted: { category: 'subscriber', period: null } })] })).toContain(
      'Line 1, asked: traffic, 1 March 2027 to 29 May 2027 (UTC). Granted as: subscriber.',
    );
  });

  it.each(SENTENCE_LANGUAGES)('gives every refusal its three parts: %s', (language) => {
    const blocks = letterBlocks(facts({ outcome: 'refuse', lines: [refused], variants: ['ALT-SUBSCRIBER'], readBy: '2027-06-23T00:00:00Z' }), language);
    const headings = blocks.filter(({ kind }) => kind === 'heading').length;
    // Line by line, the three parts, the reasons.
    expect(headings).toBe(5);
    const text = letterText(blocks);
    expect(text).toContain(GROUND_SENTENCES.LESS_INTRUSIVE_MEANS[language]);
    expect(text).toContain('LESS_INTRUSIVE_MEANS');
    expect(text).toContain(language === 'en' ? 'subscriber data only' : 'بيانات المشترك فقط');
    expect(text).toContain(language === 'en' ? '23 June 2027' : '23 يونيو 2027');
  });

  it('suggests no alternative where no narrower request could be granted', () => {
    const text = textsOf({
      outcome: 'refuse',
      lines: [line({ granted: null, change: 'refused', ground: 'DISCRIMINATION' })],
      variants: ['ALT-SUBSCRIBER'],
    }).join('\n');
    expect(text).toContain('On these grounds no narrower request could be granted.');
    expect(text).not.toContain('subscriber data only');
  });

  it('says nothing of a refusal where nothing was refused', () => {
    expect(textsOf({}).join('\n')).not.toContain('narrower');
  });

  it('leaves the words of a person as they were written, in every language', () => {
    for (const language of SENTENCE_LANGUAGES) {
      const words = letterBlocks(facts({ outcome: 'return', lines: [], questions: ['Which account?'] }), language).filter(({ kind }) => kind === 'words');
      expect(words.map(({ text }) => text)).toEqual(['Which account?', 'The dated facts carry it.']);
    }
  });

  it('has a sentence in each language for every ground', () => {
    for (const ground of REFUSAL_GROUNDS) for (const language of SENTENCE_LANGUAGES) expect(GROUND_SENTENCES[ground][language].length).toBeGreaterThan(10);
  });
});
