import { type ChangeWord, combined, type DataCategory, type LineDecision, type Outcome, type Position, type RequestState, type Scope } from '@comity/casework';
import { type Tx } from '../shared/transactions.js';
import { type DataRequest } from './data-request.entity.js';

/** A sealed decision in codes, with its part of the granted table. */
export interface StandingDecision {
  id: string;
  reviewId: string;
  personId: string;
  agencyId: string;
  jurisdiction: string;
  position: Position;
  outcome: Outcome;
  sealedAt: Date;
  lines: LineDecision[];
}

interface LineRow {
  line: number;
  category: DataCategory | null;
  from: string | null;
  to: string | null;
  ground: string | null;
  conditions: string[];
}

/** Codes of a line as casework looks at it. The identifier is that of the line, so that its number names it. */
export const lineDecision = ({ line, category, from, to, ground, conditions }: LineRow): LineDecision => ({
  line,
  granted: category && { line, identifier: String(line), category, period: from && to ? { fromMs: Date.parse(from), toMs: Date.parse(to) } : null },
  conditions,
  ground,
});

/** What was sealed and stands, of the version and the round that are current: in sight of the agency that asks and of the worker in its name. */
export async function sealedDecisions(tx: Tx, row: Pick<DataRequest, 'id' | 'frozenVersion' | 'round'>): Promise<StandingDecision[]> {
  const found = await tx.query<(Omit<StandingDecision, 'lines'> & { lines: LineRow[] | null })[]>(
    `select d.id, d.review_id as "reviewId", d.person_id as "personId", d.agency_id as "agencyId", d.jurisdiction_snapshot as jurisdiction, d.position, d.outcome, d.sealed_at as "sealedAt",
            (select json_agg(json_build_object('line', l.line_no, 'category', l.category, 'from', l.period_from, 'to', l.period_to, 'ground', l.ground,
                                               'conditions', l.conditions) order by l.line_no) from comity.decision_line l where l.decision_id = d.id) as lines
       from comity.decision d where d.request_id = $1 and d.request_version = $2 and d.round = $3 and d.state = 'sealed' order by d.sealed_at, d.position`,
    [row.id, row.frozenVersion, row.round],
  );
  return found.map(({ lines, ...one }) => ({ ...one, lines: (lines ?? []).map(lineDecision) }));
}

const OF_STATE: Readonly<Partial<Record<RequestState, readonly Outcome[]>>> = { refused: ['refuse'], returned: ['return'], lapsed: ['return'] };
/** States in which nobody but who decides may know what was sealed. */
const OPEN: readonly RequestState[] = [
  'draft',
  'submitted',
  'screened',
  'awaiting_order',
  'in_review',
  'in_second_review',
  'in_lead_review',
  'withdrawn',
  'discarded',
];

/** The decisions that count: a lead's alone, or those of one or two reviewers that say what the request came to. None while it is undecided. */
export function counting(state: RequestState, sealed: readonly StandingDecision[]): StandingDecision[] {
  if (OPEN.includes(state)) return [];
  const lead = sealed.filter(({ position }) => position === 'lead');
  if (lead.length > 0) return lead;
  const outcomes = OF_STATE[state] ?? ['grant', 'grant_in_part'];
  return sealed.filter(({ outcome }) => outcomes.includes(outcome));
}

/** What decisions that count grant together, line by line: that of one, or what two have in common. */
export function tableOf(decisions: readonly Pick<StandingDecision, 'lines'>[]): readonly LineDecision[] {
  const [first, second] = decisions;
  if (!first) return [];
  if (!second) return first.lines;
  const lines: Scope[] = first.lines.map(({ line }) => ({ line, identifier: String(line), category: 'subscriber', period: null }));
  return combined(lines, first.lines, second.lines);
}

/** What became of each line, as the word that people read beside it. A line that two narrowed to nothing is refused; else the stronger word stands. */
export function changesOf(
  decisions: readonly StandingDecision[],
  words: readonly { decisionId: string; line: number; change: ChangeWord }[],
): ReadonlyMap<number, ChangeWord> {
  const strength: readonly ChangeWord[] = ['granted', 'conditional', 'narrowed', 'refused'];
  return new Map(
    tableOf(decisions).map(({ line, granted }) => {
      const own = words.filter((one) => one.line === line && decisions.some(({ id }) => id === one.decisionId)).map(({ change }) => strength.indexOf(change));
      return [line, granted ? (strength[Math.max(...own, 0)] ?? 'granted') : 'refused'];
    }),
  );
}
