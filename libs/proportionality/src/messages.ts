import { CHECKS } from './checks/register.js';
import { type CheckId } from './check-ids.js';
import { type ProblemCode } from './fields/problems-of.js';
import { type Band } from './balance.js';

/** Key of a text that people read; the catalogues of the languages have the same keys. */
export type MessageKey = `check.${CheckId}.${'question' | 'cure'}` | `problem.${ProblemCode}` | `band.${Band}` | `notice.${'PRT-01' | 'PRT-02'}`;

/** What is said beside the checks, in one language. */
export interface Beside {
  problem: Readonly<Record<ProblemCode, string>>;
  band: Readonly<Record<Band, string>>;
  notice: Readonly<Record<'PRT-01' | 'PRT-02', string>>;
}

const ENGLISH = {
  problem: {
    missing: 'This field is missing',
    unknown_key: 'This field is not known',
    not_an_object: 'A group of fields is expected here',
    version: 'This version of the form is not known',
    value: 'This value is not one of those offered',
    number: 'A whole number within the limits is expected here',
    text: 'A text of the expected form is expected here',
    list: 'A list is expected here, with at least as many values as asked for',
    repeated: 'A value stands here twice',
  },
  band: {
    AIM_OUTWEIGHS: 'The aim outweighs the interference, if every other check holds',
    STALEMATE: 'Neither side prevails; doubt favours the right. Narrow, or two officers with reasons',
    RIGHT_OUTWEIGHS: 'The interference outweighs the aim. Narrow by at least one step more than the difference',
    RIGHT_CLEARLY_OUTWEIGHS: 'The interference clearly outweighs the aim. Narrow substantially or withdraw',
  },
  notice: {
    'PRT-01': 'A child may stay at risk. Look at the milder variants and name a time by which a narrower request will be read.',
    'PRT-02': 'No law permits a measure that would protect a child. Report the gap to the ministry.',
  },
} satisfies Beside;
const under = (prefix: string, texts: Readonly<Record<string, string>>) => Object.entries(texts).map(([key, words]) => [`${prefix}.${key}`, words] as const);

/** One language as a catalogue. */
export const catalogue = (checks: readonly (readonly [string, string])[], { problem, band, notice }: Beside) =>
  Object.fromEntries([...checks, ...under('problem', problem), ...under('band', band), ...under('notice', notice)]) as Readonly<Record<MessageKey, string>>;

/**
 * The English catalogue. Questions and cures stand beside their checks.
 * @source data/proportionality/checks.json; proportionality 6, 9
 */
export const ENGLISH_MESSAGES = catalogue(
  CHECKS.flatMap(({ id, question, cure }) => [[`check.${id}.question`, question] as const, [`check.${id}.cure`, cure] as const]),
  ENGLISH,
);
