import { CERTIFICATE_KINDS, CERTIFICATE_STATES } from '@comity/casework';
import * as z from 'zod';

/** Words by language; `en` and `ar` are always there. */
const wordsView = z.object({ en: z.string().max(8000), ar: z.string().max(8000) });
/** Words by language. */
export type Words = z.infer<typeof wordsView>;
const kind = z.enum(CERTIFICATE_KINDS);
const moment = z.string().max(32);
const percent = z.int().min(0).max(100);
const sourceView = z.object({ cite: z.string().max(400), mark: z.string().max(40) });

/** A certificate as its holder, their agency and oversight see it; no name. */
export const CertificateView = z
  .object({
    id: z.string().max(36),
    ref: z.string().max(32),
    kind,
    state: z.enum(CERTIFICATE_STATES),
    agency: z.string().max(36),
    mine: z.boolean(),
    validFrom: moment,
    validTo: moment,
    daysLeft: z.int(),
    form: z.string().max(128),
    exam: z.string().max(36).nullable(),
    scorePercent: percent.nullable(),
    /** A change that a first examiner proposed; for examiners. */
    proposed: z.object({ change: z.enum(['suspended', 'revoked', 'restored']), byMe: z.boolean(), at: moment }).nullable(),
    version: z.int().min(0),
  })
  .meta({ id: 'Certificate' });
export type CertificateView = z.infer<typeof CertificateView>;

/** A lesson in the list, with one's own progress. */
export const LessonRowView = z
  .object({
    code: z.string().max(64),
    version: z.int(),
    limb: z.string().max(32),
    title: wordsView,
    /** Country of a national lesson; null for one that all read. */
    jurisdiction: z.string().max(2).nullable(),
    doneAt: moment.nullable(),
    doneVersion: z.int().nullable(),
  })
  .meta({ id: 'LessonRow' });
export type LessonRowView = z.infer<typeof LessonRowView>;

/** A whole lesson: what the limb asks, the law with its mark, a decided case in plain words, an exercise on an invented request. */
export const LessonView = z
  .object({
    ...LessonRowView.shape,
    opening: wordsView,
    points: z.array(wordsView).max(20),
    law: z.array(z.object({ ...sourceView.shape, says: wordsView })).max(20),
    decided: z.object({
      id: z.string().max(64),
      citation: z.string().max(300),
      source: z.string().max(300),
      confidence: z.string().max(20),
      told: wordsView,
      lesson: wordsView,
    }),
    /** Check of the engine whose invented request is the exercise. */
    exercise: z.object({ check: z.string().max(16) }),
  })
  .meta({ id: 'Lesson' });
export type LessonView = z.infer<typeof LessonView>;

export const EXAM_STATES = ['running', 'passed', 'failed'] as const;
export type ExamState = (typeof EXAM_STATES)[number];

/** One's own attempt in the list. */
export const ExamRowView = z
  .object({
    id: z.string().max(36),
    ref: z.string().max(32),
    kind,
    form: z.string().max(128),
    state: z.enum(EXAM_STATES),
    items: z.int().min(0),
    answered: z.int().min(0),
    startedAt: moment,
    dueAt: moment,
    endedAt: moment.nullable(),
    scorePercent: percent.nullable(),
    version: z.int().min(0),
  })
  .meta({ id: 'ExamRow' });
export type ExamRowView = z.infer<typeof ExamRowView>;

/** What the examination of one kind asks, and how the caller stands to it. */
export const ExamRuleView = z
  .object({
    kind,
    version: z.int(),
    items: z.int(),
    minutes: z.int(),
    passPercent: percent,
    mandatoryTopics: z.array(z.string().max(40)).max(20),
    mandatoryPercent: percent,
    waitHours: z.array(z.int()).max(20),
    validMonths: z.int(),
    /** One's attempt that goes on. */
    running: z.string().max(36).nullable(),
    /** Until when the caller waits after a failed attempt. */
    waitUntil: moment.nullable(),
    failures: z.int(),
  })
  .meta({ id: 'ExamRule' });
export type ExamRuleView = z.infer<typeof ExamRuleView>;

/** Only there once the attempt is finished. */
const markedView = z.object({
  right: z.boolean(),
  correct: z.int(),
  topic: z.string().max(40),
  explanation: wordsView,
  sources: z.array(sourceView).max(20),
});
const itemView = z.object({
  no: z.int(),
  question: wordsView,
  options: z.array(wordsView).max(10),
  chosen: z.int().nullable(),
  marked: markedView.optional(),
});
/** One's own attempt. What is right, why, and the topic of a question stand in it only after it is finished. */
export const ExamView = z
  .object({
    ...ExamRowView.shape,
    questions: z.array(itemView).max(200),
    result: z
      .object({
        passed: z.boolean(),
        topics: z.array(z.object({ topic: z.string().max(40), right: z.int(), of: z.int(), mandatory: z.boolean(), passed: z.boolean() })).max(40),
        certificate: z.string().max(36).nullable(),
        /** Opens the commitment in the entry that the start left. */
        seed: z.object({ value: z.string().max(64), salt: z.string().max(64) }),
      })
      .optional(),
  })
  .meta({ id: 'Exam' });
export type ExamView = z.infer<typeof ExamView>;

/** A question as examiners see it in the list, with how people answered its present version. */
export const QuestionRowView = z
  .object({
    id: z.string().max(36),
    code: z.string().max(64),
    version: z.int(),
    topic: z.string().max(40),
    level: z.string().max(40),
    state: z.enum(['active', 'retired']),
    question: wordsView,
    taken: z.int(),
    /** Share of right answers, in per cent. */
    facility: percent.nullable(),
    /** Correlation of the item with the rest of the attempt, times 100. */
    discrimination: z.int().min(-100).max(100).nullable(),
    /** Why the item should be looked at; empty while too few people took it. */
    notices: z.array(z.enum(['too-easy', 'does-not-discriminate'])).max(2),
    proposal: z.object({ id: z.string().max(36), change: z.enum(['retire', 'restore', 'edit']), byMe: z.boolean(), at: moment }).nullable(),
  })
  .meta({ id: 'QuestionRow' });
export type QuestionRowView = z.infer<typeof QuestionRowView>;

const textView = z.object({ correct: z.int(), question: wordsView, options: z.array(wordsView).max(10), explanation: wordsView });
/** A question whole, with its sources, its earlier versions and the proposal that waits. */
export const QuestionView = z
  .object({
    ...QuestionRowView.shape,
    text: textView,
    sources: z.array(sourceView).max(20),
    checks: z.array(z.string().max(16)).max(20),
    versions: z.array(z.object({ version: z.int(), state: z.enum(['active', 'retired']), at: moment })).max(200),
    proposed: z.object({ reason: z.string().max(2000), text: textView.nullable() }).nullable(),
  })
  .meta({ id: 'Question' });
export type QuestionView = z.infer<typeof QuestionView>;
