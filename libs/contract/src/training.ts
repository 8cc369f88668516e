import { CERTIFICATE_KINDS } from '@comity/casework';
import * as z from 'zod';
import { label, text } from './text.js';

/** Options of a question; each has the same number, in every language. */
export const EXAM_OPTIONS = 4;
/** Answers of one examination, at most. */
const MOST_ITEMS = 200;

/** Starts an examination of one kind. */
export const ExamStart = z.strictObject({ kind: z.enum(CERTIFICATE_KINDS) });
export type ExamStart = z.infer<typeof ExamStart>;

/** An answer to the question that stands at `item` of one's own examination; `choice` counts the options as they were shown, from 0. */
export const ExamAnswer = z.strictObject({
  item: z.int().min(1).max(MOST_ITEMS),
  choice: z
    .int()
    .min(0)
    .max(EXAM_OPTIONS - 1),
});
export type ExamAnswer = z.infer<typeof ExamAnswer>;

/** Why a certificate is suspended, restored or revoked. The first of two examiners proposes, the second carries out. */
export const CertificateChange = z.strictObject({ reason: text(2000) });
export type CertificateChange = z.infer<typeof CertificateChange>;

/** Code of a lesson in an address. */
export const LessonParams = z.strictObject({ code: z.string().regex(/^[a-z][a-z0-9-]{0,63}$/) });
export type LessonParams = z.infer<typeof LessonParams>;
/** Says that the version of the lesson that was on screen is worked through, its exercise included. */
export const LessonDone = z.strictObject({ version: z.int().min(1).max(100_000) });
export type LessonDone = z.infer<typeof LessonDone>;

const inLanguages = <T extends z.ZodType>(words: T) => z.strictObject({ en: words, ar: words });
/** Words of a question in each language of the bank; the right option stands at `correct`. */
export const QuestionText = z.strictObject({
  correct: z
    .int()
    .min(0)
    .max(EXAM_OPTIONS - 1),
  question: inLanguages(text(2000)),
  options: z.array(inLanguages(label(600))).length(EXAM_OPTIONS),
  explanation: inLanguages(text(4000)),
});
export type QuestionText = z.infer<typeof QuestionText>;

/** What one examiner proposes for a question, and why; another one approves. */
export const QuestionChange = z.discriminatedUnion('change', [
  z.strictObject({ change: z.literal('retire'), reason: text(2000) }),
  z.strictObject({ change: z.literal('restore'), reason: text(2000) }),
  z.strictObject({ change: z.literal('edit'), reason: text(2000), text: QuestionText }),
]);
export type QuestionChange = z.infer<typeof QuestionChange>;
/** Approves the proposal that was on screen. */
export const QuestionApproval = z.strictObject({ proposal: z.uuid() });
export type QuestionApproval = z.infer<typeof QuestionApproval>;
