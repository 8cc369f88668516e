import { POSITIONS, REQUEST_STATES, REVIEWER_FIELD_PATHS, TRACKS, WORKSHEET_ROWS } from '@comity/casework';
import * as z from 'zod';
import { ClockView } from './clock.js';
import { RequestSubmission } from './requests.js';
import { ReviewDraft, StandingView } from './review-drafts.js';
import { FindingRecord } from './reviews.js';
import { ScreeningView } from './screening.js';
import { looseView } from './view.js';
import { WrittenView } from './written.js';

const rowView = {
  id: z.string().max(36),
  request: z.string().max(36),
  requestRef: z.string().max(32),
  requestState: z.enum(REQUEST_STATES),
  version: z.int().min(0),
  requesting: z.string().max(2),
  holding: z.string().max(2),
  lines: z.int().min(0),
  position: z.enum(POSITIONS),
  round: z.int().min(1),
  track: z.enum(TRACKS),
  drawnAt: z.string().max(32),
  claimedUntil: z.string().max(32).nullable(),
  /** Of the decision. */
  clock: ClockView.nullable(),
};

/** A review in the list of the person who was drawn for it. */
export const ReviewRowView = z.object(rowView).meta({ id: 'ReviewRow' });
export type ReviewRowView = z.infer<typeof ReviewRowView>;

const findingView = z.strictObject(FindingRecord.shape).omit({ lines: true });

/** A finding as its writer sees it. */
export const FindingView = z.object({
  id: z.string().max(36),
  row: z.enum(WORKSHEET_ROWS),
  line: z.int().min(1).nullable(),
  ...findingView.shape,
  at: z.string().max(32),
});
export type FindingView = z.infer<typeof FindingView>;

/** Everything that the worksheet shows: the request in the minimised form for reviewers, the findings so far, and what is still open. */
export const ReviewView = z
  .object({
    ...rowView,
    requestHash: z.string().max(64),
    screeningHash: z.string().max(64),
    content: looseView(RequestSubmission),
    identifiers: z
      .array(z.object({ id: z.string().max(36), type: z.string().max(32), shown: z.string().max(2048), service: z.string().max(64).nullable() }))
      .max(2000),
    /** References of orders that were attached because one was missing. A line that rests on one is granted only where the finding W1 names it as `order`. */
    attachedOrders: z.array(z.string().max(120)).max(50),
    /** What changed since a decision returned the request, by JSON pointer into `content`, and its answers; null where it never was. */
    changes: z
      .object({
        since: z.int().min(1),
        fields: z.array(z.object({ path: z.string().max(500), before: z.json(), after: z.json() })).max(2000),
        answers: z.array(z.object({ question: z.string().max(1000), answer: z.string().max(2000) })).max(100),
      })
      .nullable(),
    findings: z.array(FindingView).max(500),
    answered: z.array(z.object({ path: z.enum(REVIEWER_FIELD_PATHS), value: z.string().max(32) })).max(9),
    openPlaces: z.array(z.string().max(16)).max(300),
    openFields: z.array(z.enum(REVIEWER_FIELD_PATHS)).max(9),
    /** For a lead alone: what was sealed before them, to be read before their own seal. */
    proposals: z
      .array(z.object({ decision: z.string().max(36), position: z.enum(POSITIONS) }))
      .max(2)
      .optional(),
    /** Null until the finding on necessity is written. */
    screening: ScreeningView.nullable(),
    /** What was saved and does not count yet; null where nothing was. */
    draft: looseView(ReviewDraft).nullable(),
    standing: StandingView,
  })
  .meta({ id: 'Review' });
export type ReviewView = z.infer<typeof ReviewView>;

/** What saving private work answers: how the decision of the draft stands now. */
export const ReviewSavedView = WrittenView.extend({ standing: StandingView }).meta({ id: 'ReviewSaved' });
export type ReviewSavedView = z.infer<typeof ReviewSavedView>;
