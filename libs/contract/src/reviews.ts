import { CONDITION_KINDS, CONFIDENCES, FINDINGS, RECUSAL_CODES, WORKSHEET_ROWS } from '@comity/casework';
import * as z from 'zod';
import { lineNo } from './request-lines.js';
import { code, hash, id, instant, label, text } from './text.js';

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
