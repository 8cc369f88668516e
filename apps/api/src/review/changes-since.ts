import { type Json } from '@comity/transparency-log';
import { type DataRequest } from '../requests/data-request.entity.js';
import { type FrozenContent, openFrozen } from '../requests/request-content.js';
import { DoesNotOpen } from '../shared/envelope.js';
import { type Seal } from '../shared/seal.js';
import { type Tx } from '../shared/transactions.js';
import { type DecisionRecord, openDecisionLetter } from './decision-letter.js';
import { fieldChanges } from './field-changes.js';
import { minimised, type RequestChanges } from './review-copy.js';

/**
 * What changed since the request was last returned, and how its questions were answered; null where it never was. Runs in the context of the agency that
 * asks, and looks at the minimised forms alone: a reviewer reads nothing here that they would not read in the request.
 */
export async function changesSince(tx: Tx, seal: Seal, request: DataRequest, content: FrozenContent): Promise<RequestChanges | null> {
  const [returned] = await tx.query<{ version: number }[]>(
    "select request_version as version from comity.decision where request_id = $1 and outcome = 'return' and state = 'sealed' and request_version < $2 order by version desc limit 1",
    [request.id, content.version],
  );
  if (!returned) return null;
  const before = await openFrozen(tx, seal, request, returned.version);
  const answers: RequestChanges['answers'] = [];
  for (const { decision, question, answer } of content.answers ?? []) {
    const record = await letterOf(tx, seal, { agencyId: request.agencyId, decisionId: decision });
    answers.push({ question: record?.questions[question - 1] ?? '', answer });
  }
  return { since: returned.version, fields: fieldChanges(asJson(minimised(before).submission), asJson(minimised(content).submission)), answers };
}

const asJson = (value: unknown): Json => JSON.parse(JSON.stringify(value)) as Json;

async function letterOf(tx: Tx, seal: Seal, where: { agencyId: string; decisionId: string }): Promise<DecisionRecord | null> {
  try {
    return await openDecisionLetter(tx, seal, where);
  } catch (error) {
    if (error instanceof DoesNotOpen) return null;
    throw error;
  }
}
