import { type DataCategory } from './categories.js';
import { CATEGORY_WORDS, type SentenceLanguage } from './category-words.js';
import { conditionWords, type ConditionText } from './condition-words.js';
import { GROUND_SENTENCES, WITHOUT_ALTERNATIVE } from './ground-sentences.js';
import { LETTER_PHRASES, type LetterPhrases } from './letter-phrases.js';
import { type Outcome, type RefusalGround } from './lists.js';

type LetterScope = { readonly category: DataCategory; readonly period: { readonly from: string; readonly to: string; readonly zone: string } | null };

/** A line of a decision, as a letter says it. */
export interface LetterLine {
  readonly line: number;
  readonly asked: LetterScope;
  readonly granted: LetterScope | null;
  readonly change: 'granted' | 'narrowed' | 'refused' | 'conditional';
  readonly conditions: readonly ConditionText[];
  readonly ground: string | null;
  readonly why: string;
}

/** What a letter is made of: codes, and the words that the reviewer shares. */
export interface LetterFacts {
  readonly ref: string;
  readonly version: number;
  readonly outcome: Outcome;
  /** The sentence above the scope diff in the language of the letter. */
  readonly summary: string;
  readonly lines: readonly LetterLine[];
  readonly reasons: string;
  readonly questions: readonly string[];
  readonly variants: readonly string[];
  readonly readBy: string | null;
}

/** A piece of a letter. `words` are a person's own: they stay in the language in which they were written. */
export interface LetterBlock {
  readonly kind: 'title' | 'lead' | 'heading' | 'sentence' | 'words';
  readonly text: string;
}

const LOCALES: Readonly<Record<SentenceLanguage, string>> = { en: 'en-GB', ar: 'ar-u-nu-latn' };
const DAY = { day: 'numeric', month: 'long', year: 'numeric' } as const;
const said = (instant: string, zone: string, language: SentenceLanguage, options: Intl.DateTimeFormatOptions = DAY): string =>
  new Intl.DateTimeFormat(LOCALES[language], { ...options, timeZone: zone }).format(new Date(instant));

/** A stretch of whole days, or an instant to the minute, in the zone that was asked in. */
function periodSaid({ from, to, zone }: NonNullable<LetterScope['period']>, say: LetterPhrases, language: SentenceLanguage): string {
  if (from === to) return `${said(from, zone, language, { ...DAY, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' })} (${zone})`;
  return `${say.to(said(from, zone, language), said(to, zone, language))} (${zone})`;
}

const scopeSaid = ({ category, period }: LetterScope, say: LetterPhrases, language: SentenceLanguage): string =>
  `${CATEGORY_WORDS[language][category]}${period ? `${say.comma}${periodSaid(period, say, language)}` : ''}`;

/** What became of one line, by the word that stands between asked and granted. */
function fate({ change, granted, conditions }: LetterLine, say: LetterPhrases, language: SentenceLanguage): string {
  if (!granted) return say.refused;
  const bound = conditions.map((condition) => say.condition(conditionWords(condition, language)));
  return [change === 'narrowed' ? say.narrowed(scopeSaid(granted, say, language)) : say.granted, ...bound].join(' ');
}

/** The three parts of every refusal: what is missing, what a narrower request could be, how and until when to ask again. @source experience.md 1.18 */
function refusal({ outcome, lines, variants, readBy }: LetterFacts, say: LetterPhrases, language: SentenceLanguage): LetterBlock[] {
  const grounds = [...new Set(lines.flatMap(({ granted, ground }) => (granted === null && ground !== null ? [ground] : [])))];
  if (grounds.length === 0 && outcome !== 'refuse') return [];
  const sentence = (text: string): LetterBlock => ({ kind: 'sentence', text });
  const sentences = grounds.map((ground) => `${GROUND_SENTENCES[ground as RefusalGround]?.[language] ?? ground} (${ground})`);
  const isClosed = grounds.length > 0 && grounds.every((ground) => WITHOUT_ALTERNATIVE.includes(ground));
  const narrower = variants.map((code) => say.variant[code] ?? code);
  return [
    { kind: 'heading', text: say.missing },
    ...sentences.map(sentence),
    { kind: 'heading', text: say.narrower },
    ...(isClosed ? [say.noNarrower] : narrower.length > 0 ? narrower : [say.variant['ALT-PRESERVE'] ?? '']).map(sentence),
    { kind: 'heading', text: say.again },
    ...[...(isClosed ? [] : [say.askAgain]), ...(readBy ? [say.readBy(said(readBy, 'UTC', language))] : []), say.anotherLook].map(sentence),
  ];
}

/**
 * The letter to the agency that asked, in one language, from coded findings and the reasons that may be shared. It names nobody. What a person wrote is
 * never translated here.
 * @source experience.md 1.18
 */
export function letterBlocks(facts: LetterFacts, language: SentenceLanguage): LetterBlock[] {
  const say = LETTER_PHRASES[language];
  const lines = facts.lines.flatMap((line): LetterBlock[] => [
    {
      kind: 'sentence',
      text: `${say.line(line.line)}${say.comma}${say.asked(scopeSaid(line.asked, say, language))}. ${fate(line, say, language)}`,
    },
    ...(line.why ? [{ kind: 'words', text: line.why } as const] : []),
  ]);
  const questions = facts.questions.flatMap((question, at): LetterBlock[] => [
    { kind: 'sentence', text: say.question(at + 1) },
    { kind: 'words', text: question },
  ]);
  return [
    { kind: 'title', text: say.title(facts.ref, facts.version) },
    { kind: 'lead', text: say.outcome[facts.outcome] },
    { kind: 'lead', text: facts.summary },
    ...(lines.length > 0 ? [{ kind: 'heading', text: say.lines } as const, ...lines] : []),
    ...refusal(facts, say, language),
    ...(questions.length > 0 ? [{ kind: 'heading', text: say.questions } as const, ...questions] : []),
    { kind: 'heading', text: say.reasons },
    { kind: 'words', text: facts.reasons },
  ];
}

/** Exactly the text that is sealed: blocks with an empty line between them. */
export const letterText = (blocks: readonly LetterBlock[]): string => `${blocks.map(({ text }) => text).join('\n\n')}\n`;
