import { DATA_CATEGORIES, HANDLING_CODES, LINE_ANSWERS } from '@comity/casework';
import * as z from 'zod';
import { lineNo } from './request-lines.js';
import { code, hash, id, identifierRaw, instant, label, text } from './text.js';

/** A row of an answer: whose data, of which kind, when, and the fields by name. `at` is null only where the category knows no time. */
export const DataRow = z.strictObject({
  identifier: identifierRaw,
  category: z.enum(DATA_CATEGORIES),
  at: instant.nullable(),
  fields: z
    .record(z.string().regex(/^[a-z][A-Za-z0-9]{0,39}$/), text(500))
    .refine((fields) => Object.keys(fields).length <= 40, { message: 'too-many', params: { code: 'too-many' } }),
});
export type DataRow = z.infer<typeof DataRow>;

/** Files that travel outside Comity and are only recorded. */
export const ExternalTransfer = z.strictObject({
  files: z.int().min(1).max(100_000),
  sizeBytes: z.int().min(0),
  sha256: z.array(hash).min(1).max(1000),
  sentAt: instant,
  sender: label(200),
  recipient: label(200),
  means: label(200),
  media: z.boolean(),
});

/** Path of a line answer. In a path everything is text. */
export const AnswerParams = z.strictObject({
  id,
  line: z
    .string()
    .regex(/^([1-9]|[1-4]\d|50)$/)
    .transform(Number),
});

/**
 * Answer to one granted line. It says where was searched and for what time, so that "none" can be believed. A row outside the
 * granted identifier, category or period is held back by the platform.
 * @source exchange 1.20
 */
export const LineAnswerRecord = z
  .strictObject({
    answer: z.enum(LINE_ANSWERS),
    note: text(500).optional(),
    ground: code.optional(),
    searched: z.strictObject({ system: label(120), from: instant, to: instant }),
    rows: z.array(DataRow).max(5000),
    external: z.array(ExternalTransfer).max(50).optional(),
  })
  .meta({ id: 'LineAnswerRecord' });
export type LineAnswerRecord = z.infer<typeof LineAnswerRecord>;

const HELD_BECAUSE = z.enum(['identifier', 'category', 'period', 'field']);

/** What a line answer says back: how many rows go on and how many were held back. */
export const LineAnsweredView = z
  .object({
    id: z.string().max(36),
    ref: z.string().max(32),
    state: z.string().max(64),
    version: z.int().min(0),
    log: z.object({ entryId: z.string().max(20), leafHash: z.string().max(64) }),
    kept: z.int().min(0),
    held: z.int().min(0),
    heldBecause: z.array(HELD_BECAUSE).max(4),
  })
  .meta({ id: 'LineAnswered' });
export type LineAnsweredView = z.infer<typeof LineAnsweredView>;

/** Sends the answers of these lines as one package. */
export const DisclosureSending = z.strictObject({ lines: z.array(lineNo).min(1).max(50) }).meta({ id: 'DisclosureSending' });
export type DisclosureSending = z.infer<typeof DisclosureSending>;

/** Acknowledges the package that the person saw, and the conditions that were shown with it. */
export const DisclosureReceipt = z.strictObject({ packageHash: hash, conditions: z.array(id).max(200) }).meta({ id: 'DisclosureReceipt' });
export type DisclosureReceipt = z.infer<typeof DisclosureReceipt>;

export const DISCLOSURE_STATES = ['prepared', 'checked', 'sent', 'delivered', 'retrieved', 'receipted', 'recalled'] as const;
export type DisclosureState = (typeof DISCLOSURE_STATES)[number];

const rowView = {
  id: z.string().max(36),
  ref: z.string().max(32),
  request: z.string().max(36),
  state: z.enum(DISCLOSURE_STATES),
  version: z.int().min(0),
  lines: z.array(lineNo).max(50),
  sentAt: z.string().max(32),
};

/** A package in a list: no content. */
export const DisclosureRowView = z.object(rowView).meta({ id: 'DisclosureRow' });
export type DisclosureRowView = z.infer<typeof DisclosureRowView>;

const answerView = z.object({
  line: lineNo,
  answer: z.enum(LINE_ANSWERS),
  note: z.string().max(500).nullable(),
  searched: z.object({ system: z.string().max(120), from: z.string().max(32), to: z.string().max(32) }),
  rows: z
    .array(
      z.object({
        identifier: z.string().max(2048),
        category: z.string().max(32),
        at: z.string().max(32).nullable(),
        fields: z.record(z.string(), z.string().max(500)),
      }),
    )
    .max(5000),
  external: z.array(z.object(ExternalTransfer.shape)).max(50),
});

/** The newest answer to one line, as the agency that gives it sees it. Rows that are held back are counted with their reasons and never shown. */
export const LineAnswerView = z
  .object({
    ...answerView.shape,
    id: z.string().max(36),
    ground: z.string().max(64).nullable(),
    held: z.int().min(0),
    heldBecause: z.array(HELD_BECAUSE).max(4),
    at: z.string().max(32),
    /** Answered by the caller, who therefore does not send it. */
    mine: z.boolean(),
    /** Package in which it went, null while it is not sent. */
    sentIn: z.string().max(36).nullable(),
  })
  .meta({ id: 'LineAnswer' });
export type LineAnswerView = z.infer<typeof LineAnswerView>;

/** A package as the agency that asked opens it. */
export const DisclosureView = z
  .object({
    ...rowView,
    handling: z.array(z.enum(HANDLING_CODES)).max(3),
    conditions: z
      .array(
        z.object({
          id: z.string().max(36),
          kind: z.string().max(32),
          parameter: z.string().max(500).nullable(),
          until: z.string().max(32).nullable(),
          lines: z.array(lineNo).max(50),
        }),
      )
      .max(200),
    packageHash: z.string().max(64),
    manifestHash: z.string().max(64),
    answers: z.array(answerView).max(50),
  })
  .meta({ id: 'Disclosure' });
export type DisclosureView = z.infer<typeof DisclosureView>;
