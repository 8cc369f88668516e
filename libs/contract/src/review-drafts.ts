import { OUTCOMES, REVIEWER_FIELD_PATHS, WORKSHEET_ROWS } from '@comity/casework';
import * as z from 'zod';
import { DecisionLine, DecisionSeal, LetterTextView } from './decisions.js';
import { FindingRecord } from './reviews.js';
import { text } from './text.js';

/** A line as the reviewer thinks of it so far; what a seal needs of it may still be missing. */
export const DraftLine = DecisionLine.partial({ why: true });
export type DraftLine = z.infer<typeof DraftLine>;

/**
 * Private work of a reviewer before it counts: findings and answers that are being written, and the decision as it is taking shape. It is saved whole,
 * leaves no entry, and is read by nobody else. Nothing of it is a finding or a decision.
 * @source exchange 2, "autosaves write nothing"; experience 1.8
 */
export const ReviewDraft = z
  .strictObject({
    findings: z
      .array(FindingRecord.partial({ finding: true, reason: true, shareable: true, confidence: true }).extend({ row: z.enum(WORKSHEET_ROWS) }))
      .max(300)
      .optional(),
    answers: z
      .array(z.strictObject({ path: z.enum(REVIEWER_FIELD_PATHS), value: z.string().max(32) }))
      .max(9)
      .optional(),
    answersReason: text(2000).optional(),
    decision: DecisionSeal.omit({ requestHash: true, screeningHash: true, lines: true })
      .partial()
      .extend({ lines: z.array(DraftLine).max(50) }),
  })
  .meta({ id: 'ReviewDraft' });
export type ReviewDraft = z.infer<typeof ReviewDraft>;

const closedView = z.array(z.string().max(80)).max(1000);

/**
 * How the decision of the draft stands: for each outcome why it is closed, in the codes of `closedBecause`; which rules of the seal are not kept now;
 * and the letter that would be sealed, word for word, once nothing of its text is missing. The seal asks the same questions again.
 */
export const StandingView = z.object({
  closed: z.record(z.enum(OUTCOMES), closedView),
  broken: z.array(z.string().max(32)).max(10),
  /** What is granted stands against a recommendation that is not absolute: it needs its reasons, two reviewers and the lead. */
  departs: z.boolean(),
  letters: z.array(LetterTextView).max(8).nullable(),
});
export type StandingView = z.infer<typeof StandingView>;
