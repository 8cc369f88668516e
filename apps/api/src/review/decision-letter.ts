import { createHash } from 'node:crypto';
import {
  conditionWords,
  type LetterBlock,
  letterBlocks,
  letterText,
  type ScopeRow,
  SENTENCE_LANGUAGES,
  type SentenceLanguage,
  summaryOf,
} from '@comity/casework';
import { type DecisionView } from '@comity/contract';
import { type Seal } from '../shared/seal.js';
import { type Tx } from '../shared/transactions.js';

/** What a sealed decision says to those who may read it; `reasonsInternal` is kept apart. */
export type DecisionRecord = Omit<DecisionView, 'reasonsInternal' | 'departure' | 'together' | 'state' | 'version' | 'log' | 'sealedAt'>;

/** The letter to the agency that asked, in every language that there are sentences in. What is sealed and committed to is exactly this. */
export interface Letter {
  ref: string;
  letters: { lang: SentenceLanguage; blocks: LetterBlock[]; /** SHA-256 of the UTF-8 text, hex. */ hash: string; text: string }[];
}

/** Writes the letter from the record and the rows of its scope diff. It names nobody. */
export function letterOf(ref: string, record: DecisionRecord, diff: readonly ScopeRow[]): Letter {
  const conditions = record.lines.flatMap((line) => line.conditions);
  const letters = SENTENCE_LANGUAGES.map((lang) => {
    const summary = summaryOf(diff, lang, (id) =>
      conditionWords(
        conditions.find((condition) => condition.id === id)!,
        lang,
      ),
    );
    const { requestVersion: version, reasonsShareable: reasons, outcome, lines, questions, variants, readBy } = record;
    const blocks = letterBlocks({ ref, version, outcome, summary, lines, reasons, questions, variants, readBy }, lang);
    const text = letterText(blocks);
    return { lang, blocks, text, hash: createHash('sha256').update(text).digest('hex') };
  });
  return { ref, letters };
}

/** What the agency that asked reads of a decision: everything but the internal reasons. */
export interface SharedDecision {
  record: DecisionRecord;
  letter: Letter;
}

/** Where the copy of the agency that asked lies, once the worker has handed it over. */
export const letterPlace = (agencyId: string, decisionId: string) => ({ agencyId, record: { type: 'decision', id: decisionId }, version: 1, path: 'letter' });

/**
 * The decision as the agency that asked may read it: the scope diff with exact times and conditions, and the reasons that are shared.
 * @throws {DoesNotOpen} before it was handed over, and for any other agency.
 */
export async function openDecisionLetter(tx: Tx, seal: Seal, where: { agencyId: string; decisionId: string }): Promise<DecisionRecord> {
  return (await seal.open<SharedDecision>(tx, letterPlace(where.agencyId, where.decisionId))).value.record;
}

/**
 * The letter itself, word for word as it was sealed.
 * @throws {DoesNotOpen} like the decision.
 */
export async function openLetter(tx: Tx, seal: Seal, where: { agencyId: string; decisionId: string }): Promise<Letter> {
  return (await seal.open<SharedDecision>(tx, letterPlace(where.agencyId, where.decisionId))).value.letter;
}
