import { createHash } from 'node:crypto';
import { CATEGORY_WORDS, conditionWords } from '@comity/casework';
import { type DecisionSeal, type DecisionView, type ScopeRowView } from '@comity/contract';
import { type Seal } from '../shared/seal.js';
import { type Tx } from '../shared/transactions.js';

/** What a sealed decision says to those who may read it; `reasonsInternal` is kept apart. */
export type DecisionRecord = Omit<DecisionView, 'reasonsInternal' | 'state' | 'log' | 'sealedAt'>;

/** The letter to the agency that asked: the text and the hash of exactly that text. */
export interface Letter {
  lang: 'en';
  text: string;
  /** SHA-256 of the UTF-8 text, hex. */
  hash: string;
}

const OUTCOME: Readonly<Record<DecisionSeal['outcome'], string>> = {
  grant: 'The request is granted as asked.',
  grant_in_part: 'The request is granted in part.',
  return: 'The request is returned. The questions below have to be answered first.',
  refuse: 'The request is refused.',
};
const DAY = { day: 'numeric', month: 'long', year: 'numeric' } as const;
const said = (instant: string, zone: string, options: Intl.DateTimeFormatOptions = DAY): string =>
  new Intl.DateTimeFormat('en-GB', { ...options, timeZone: zone }).format(new Date(instant));

/** A stretch of whole days, or an instant to the minute, in the zone that was asked in. */
function periodSaid({ from, to, zone }: { from: string; to: string; zone: string }): string {
  if (from === to) return `${said(from, zone, { ...DAY, hour: '2-digit', minute: '2-digit' })} (${zone})`;
  return `${said(from, zone)} to ${said(to, zone)} (${zone})`;
}
const scope = ({ category, period }: NonNullable<ScopeRowView['granted']>): string =>
  `${CATEGORY_WORDS.en[category]}${period ? `, ${periodSaid(period)}` : ''}`;

/** One paragraph a line: what was asked, what became of it, and why. */
const line = (row: ScopeRowView): string =>
  [
    `Line ${row.line}: asked ${scope(row.asked)}; ${row.change}${row.granted && row.change !== 'granted' ? `: ${scope(row.granted)}` : ''}${row.ground ? ` (${row.ground})` : ''}.`,
    row.why,
    ...row.conditions.map((condition) => `Condition: ${conditionWords(condition, 'en')}.`),
  ].join('\n');

/** Writes the letter from the record and the reasons that may be shared. It names nobody. */
export function letterOf(ref: string, record: DecisionRecord): Letter {
  const parts = [
    `Decision on request ${ref}, version ${record.requestVersion}`,
    OUTCOME[record.outcome],
    record.summary,
    ...record.lines.map(line),
    `Reasons\n${record.reasonsShareable}`,
    ...(record.questions.length > 0 ? [record.questions.map((question, at) => `Question ${at + 1}: ${question}`).join('\n')] : []),
    ...(record.variants.length > 0 ? [`A narrower request could be read sooner: ${record.variants.join(', ')}.`] : []),
    ...(record.readBy ? [`A narrower request will be read by ${record.readBy}.`] : []),
  ];
  const text = `${parts.join('\n\n')}\n`;
  return { lang: 'en', text, hash: createHash('sha256').update(text).digest('hex') };
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
