import { readFileSync } from 'node:fs';
import { type AnswerCorrection, type DecisionSeal, type FindingRecord, type ReviewView } from '@comity/contract';
import { type Answer, type Stack } from './stack.js';

/** The reviewer's part of the walk: nine answers, findings W1 to W10, and the decision without its hashes. */
export interface WalkReview {
  answers: AnswerCorrection;
  findings: (FindingRecord & { row: string })[];
  seal: Omit<DecisionSeal, 'requestHash' | 'screeningHash'>;
}

export const walkReview = (): WalkReview => JSON.parse(readFileSync(new URL('../../../../samples/walk-review.json', import.meta.url), 'utf8')) as WalkReview;

const must = (answer: Answer, what: string): Answer => {
  if (answer.status >= 300) throw new Error(`${what}: ${answer.status} ${JSON.stringify(answer.body)}`);
  return answer;
};

/** A review at the point where everything but the seal is done. */
export interface ReadyReview {
  review: ReviewView;
  /** The body of the walk's seal with the hashes that are current. */
  seal: DecisionSeal;
}

/** Claims the review that `reviewer` is drawn for, writes every finding and answers the nine questions. */
export async function makeReady(
  stack: Stack,
  requestId: string,
  reviewer = 'c.liaison',
  change: (walk: WalkReview) => void = () => undefined,
): Promise<ReadyReview> {
  const walk = walkReview();
  change(walk);
  const list = must(await stack.call(reviewer, 'GET', '/reviews'), 'list').body as { items: { id: string; request: string; version: number }[] };
  const { id, version } = list.items.find((one) => one.request === requestId)!;
  let at = (must(await stack.call(reviewer, 'POST', `/reviews/${id}/claim`, {}, { version }), 'claim').body as { version: number }).version;
  for (const { row, ...body } of walk.findings)
    at = (must(await stack.call(reviewer, 'PUT', `/reviews/${id}/findings/${row}`, body, { version: at }), row).body as { version: number }).version;
  must(await stack.call(reviewer, 'POST', `/reviews/${id}/correct-answer`, walk.answers, { version: at }), 'answers');
  const review = must(await stack.call(reviewer, 'GET', `/reviews/${id}`), 'get').body as ReviewView;
  return { review, seal: { ...walk.seal, requestHash: review.requestHash, screeningHash: review.screeningHash } };
}
