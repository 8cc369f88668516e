import {
  CONDITION_KINDS,
  CONFIDENCES,
  FINDINGS,
  POSITIONS,
  RECUSAL_CODES,
  REQUEST_STATES,
  REVIEWER_FIELD_PATHS,
  TRACKS,
  WORKSHEET_ROWS,
} from '@comity/casework';
import * as z from 'zod';
import { RequestSubmission } from './requests.js';
import { lineNo } from './request-lines.js';
import { ScreeningView } from './screening.js';
import { code, hash, id, instant, label, text } from './text.js';
import { looseView } from './view.js';

/** Row of the worksheet in the path of a finding. */
export const FindingParams = z.strictObject({ id, row: z.enum(WORKSHEET_ROWS) });

/** Words of the request that a finding rests on: the field, the place in it, and the hash of the words. */
export const Citation = z.strictObject({
  field: z.string().regex(/^(\/[A-Za-z0-9_]{1,64}){1,8}$/),
  start: z.int().min(0).max(10_000),
  end: z.int().min(1).max(10_000),
  quotedHash: hash,
});

/** A condition as somebody sets it; the platform gives it an id and copies it to whatever follows. */
export const ConditionPart = z.strictObject({ kind: z.enum(CONDITION_KINDS), parameter: label(500).optional(), until: instant.optional() });
export type ConditionPart = z.infer<typeof ConditionPart>;

/**
 * A finding on one row. `lines` names the lines of a row that is thought through line by line, and is empty in a row about the whole
 * request; several lines get a finding each. What a finding other than *met* must bring is a rule of the worksheet.
 * @source exchange 1.16
 */
export const FindingRecord = z
  .strictObject({
    lines: z.array(lineNo).max(50),
    finding: z.enum(FINDINGS),
    reason: text(2000),
    shareable: text(1000),
    confidence: z.enum(CONFIDENCES),
    checks: z
      .array(z.string().regex(/^[A-Z]{3}-\d{2}$/))
      .max(79)
      .optional(),
    ground: code.optional(),
    order: label(120).optional(),
    narrowing: text(500).optional(),
    means: text(500).optional(),
    filter: text(500).optional(),
    condition: ConditionPart.optional(),
    notificationDuty: text(500).optional(),
    question: text(1000).optional(),
    citations: z.array(Citation).max(20).optional(),
  })
  .meta({ id: 'FindingRecord' });
export type FindingRecord = z.infer<typeof FindingRecord>;

const value = z.union([z.string().max(64), z.int().min(0).max(1_000_000_000), z.boolean(), z.array(code).max(20), z.null()]);

/**
 * Answers of the reviewer: the nine that only a reviewer gives, and corrections of others. Each is a second answer beside the
 * requester's. The whole is assessed once again; the route can only become stricter.
 */
export const AnswerCorrection = z
  .strictObject({
    answers: z
      .array(z.strictObject({ path: z.string().regex(/^[a-zA-Z]{1,32}\.[a-zA-Z0-9]{1,64}$/), value }))
      .min(1)
      .max(40),
    reason: text(2000),
  })
  .meta({ id: 'AnswerCorrection' });
export type AnswerCorrection = z.infer<typeof AnswerCorrection>;

/** Stepping back asks a code and no justification. */
export const Recusal = z.strictObject({ code: z.enum(RECUSAL_CODES), reason: text(500).optional() });
export type Recusal = z.infer<typeof Recusal>;

const rowView = {
  id: z.string().max(36),
  request: z.string().max(36),
  requestRef: z.string().max(32),
  requestState: z.enum(REQUEST_STATES),
  version: z.int().min(0),
  position: z.enum(POSITIONS),
  round: z.int().min(1),
  track: z.enum(TRACKS),
  drawnAt: z.string().max(32),
  claimedUntil: z.string().max(32).nullable(),
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
    requesting: z.string().max(2),
    holding: z.string().max(2),
    content: looseView(RequestSubmission),
    identifiers: z
      .array(z.object({ id: z.string().max(36), type: z.string().max(32), shown: z.string().max(2048), service: z.string().max(64).nullable() }))
      .max(2000),
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
  })
  .meta({ id: 'Review' });
export type ReviewView = z.infer<typeof ReviewView>;
