import { type DecisionSeal, type ReviewView } from '@comity/contract';
import { PEOPLE } from './people.js';
import { makeReady, type ReadyReview, type WalkReview } from './reviewed.js';
import { type Answer, type Stack } from './stack.js';

/** Who may be drawn in a demonstration. */
export const REVIEWERS = ['c.liaison', 'd.liaison', 'c.lead'] as const;
export type ReviewerKey = (typeof REVIEWERS)[number];

/** A review of somebody, ready to be sealed. */
export interface ReadyBy extends ReadyReview {
  by: ReviewerKey;
}

/** Who is drawn for a request and has not ended; nobody is drawn twice at a time here. */
export async function drawnFor(stack: Stack, requestId: string): Promise<ReviewerKey> {
  const { rows } = await stack.database.admin.query<{ person: string }>(
    `select r.person_id as person from comity.review r join comity.data_request q on q.id = r.request_id where r.request_id = $1 and r.ended_at is null
      order by case when q.state = 'in_review' and r.position = 'first' then 0 else 1 end, r.drawn_at desc`,
    [requestId],
  );
  const key = PEOPLE.find(({ person, key: name }) => person === rows[0]?.person && (REVIEWERS as readonly string[]).includes(name))?.key;
  if (!key) throw new Error('Nobody is drawn.');
  return key as ReviewerKey;
}

/** Answers to every result at severity 2 and 3. */
export function flagsOf({ screening }: ReviewView): DecisionSeal['flagsAnswered'] {
  const found = [screening?.results ?? [], ...(screening?.lines ?? []).map(({ results }) => results)].flat();
  const ids = new Set(found.filter(({ severity }) => severity === 2 || severity === 3).map(({ check }) => check));
  return [...ids].map((check) => ({ check, answer: 'Looked at, and answered in the reasons.' }));
}

/** Claims, writes the sheet and answers for whoever is drawn now; the body of the seal answers every check that asks for it. */
export async function readyBy(stack: Stack, requestId: string, change?: (walk: WalkReview) => void): Promise<ReadyBy> {
  const by = await drawnFor(stack, requestId);
  const ready = await makeReady(stack, requestId, by, change);
  const read = [];
  for (const { decision } of ready.review.proposals ?? []) {
    const seen = await stack.call(by, 'GET', `/decisions/${decision}`);
    read.push((seen.body as { log: { leafHash: string } }).log.leafHash);
  }
  return { ...ready, by, seal: { ...ready.seal, flagsAnswered: flagsOf(ready.review), ...(read.length > 0 ? { read } : {}) } };
}

/** A seal that refuses every line. */
export const refusal = ({ seal, review }: ReadyReview): DecisionSeal => ({
  ...seal,
  variants: (review.screening?.alternatives ?? []).map(({ id }) => id),
  outcome: 'refuse',
  lines: seal.lines.map(({ line }) => ({ line, granted: null, conditions: [], ground: 'NOT_NECESSARY', why: 'The data cannot serve the aim.' })),
  readBy: '2026-12-24T00:00:00Z',
});

/** A seal that returns the request with these questions. */
export const returning = ({ seal }: ReadyReview, ...questions: string[]): DecisionSeal => ({ ...seal, outcome: 'return', lines: [], questions });

/** Seals, and does what follows of itself. */
export async function sealWith(stack: Stack, { review, by }: ReadyBy, body: DecisionSeal): Promise<Answer> {
  // No sequencer runs in a test, so entries would wait for ever and close every release.
  await stack.database.admin.query('delete from tlog.queue');
  const answer = await stack.call(by, 'POST', `/reviews/${review.id}/seal`, body, { version: review.version });
  await stack.work();
  return answer;
}
