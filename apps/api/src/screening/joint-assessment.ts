import { type RequestState, REVIEW_STATES } from '@comity/casework';
import { joined, lineFacts, type PlatformFacts, type RequestSubmission, toInput } from '@comity/contract';
import { assess, type EngineProfile } from '@comity/proportionality';
import { In, Not } from 'typeorm';
import { DataRequest } from '../requests/data-request.entity.js';
import { openFrozen } from '../requests/request-content.js';
import { type Seal } from '../shared/seal.js';
import { type Tx } from '../shared/transactions.js';
import { type ScreeningResult } from './screening-result.js';
import { stored } from './stored-assessment.js';

/** A request of the same case whose data has not gone out. */
const OPEN: readonly RequestState[] = ['submitted', 'screened', 'awaiting_order', ...REVIEW_STATES, 'returned', 'granted'];

/** Submissions of the other open requests that this agency made from the same referral. */
export async function openSiblings(tx: Tx, seal: Seal, row: DataRequest): Promise<RequestSubmission[]> {
  const others = await tx.find(DataRequest, {
    where: { id: Not(row.id), agencyId: row.agencyId, referralId: row.referralId, state: In([...OPEN]) },
    order: { id: 'ASC' },
  });
  const submissions: RequestSubmission[] = [];
  for (const other of others) submissions.push((await openFrozen(tx, seal, other)).submission);
  return submissions;
}

/**
 * Several requests of one case as one: lines united, people summed. Answers that cannot be added up are taken from each request in turn, and the strictest
 * assessment counts.
 * @param all this request first. Null where it stands alone.
 * @source proportionality.md 3, conventions (f)
 */
export function jointAssessment(all: readonly RequestSubmission[], platform: PlatformFacts, profiles: readonly unknown[]): ScreeningResult['joint'] {
  if (all.length < 2) return null;
  const facts = all.map((one) => lineFacts(one, one.lines)).reduce(joined);
  const sum = (field: 'count' | 'bystanders'): number => all.reduce((total, { subjects }) => total + subjects[field], 0);
  const people = { count: sum('count'), bystanders: sum('bystanders') };
  const assessments = all.map((one) => stored(assess(toInput(one, platform, facts, people), profiles as readonly EngineProfile[])));
  return { requests: all.length, assessment: assessments.reduce((high, one) => (one.maxSeverity > high.maxSeverity ? one : high)) };
}
