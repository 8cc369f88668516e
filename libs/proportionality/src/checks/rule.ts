import { type InputPath } from '../fields/input-fields.js';
import { type Facts } from '../facts.js';
import { type Severity } from '../severity.js';

export { worst } from '../severity.js';

/** A legal source. Without a mark it is a rule of this project. */
export interface Citation {
  readonly cite: string;
  readonly mark?: 'confirmed' | 'unconfirmed';
}

/** A source whose name, number, date or wording was compared with a published text. */
export const confirmed = (cite: string): Citation => ({ cite, mark: 'confirmed' });
/** A source that rests on general knowledge: the official text is opened before anybody relies on it. */
export const unconfirmed = (cite: string): Citation => ({ cite, mark: 'unconfirmed' });

/** One check: what it asks, the law behind it, what it looks at, and how it judges. Names of States, persons and ids are never read. */
export interface Rule {
  readonly question: string;
  readonly law: readonly Citation[];
  readonly cites: readonly InputPath[];
  readonly cure: string;
  readonly severities: readonly Severity[];
  /** Severity at which no departure is offered. */
  readonly absoluteAt?: Severity;
  /** The check exists only then. Absent, it means the same as a pass. */
  readonly only?: (facts: Facts) => boolean;
  /** Paths cited in this case, where they are not simply all of `cites`. */
  readonly cited?: (facts: Facts) => readonly InputPath[];
  readonly judge: (facts: Facts) => Severity;
}

/** Severity of an answer; one that is not named passes. */
export const byAnswer = <A extends string>(answer: A, severities: Partial<Record<A, Severity>>): Severity => severities[answer] ?? 0;
