import { CHANGE_WORDS, DATA_CATEGORIES, HANDLING_CODES, LINE_STATES, OUTCOMES, POSITIONS, REQUEST_STATES, TRACKS } from '@comity/casework';
import * as z from 'zod';
import { ClockView } from './clock.js';
import { CHANNELS, ICCPR_STATUS, MEASURES, RECIPIENT_PROTECTION } from './engine-lists.js';
import {
  AimAnswers,
  ConfidentialityAnswers,
  DataAnswers,
  ExpressionAnswers,
  LegalBasisAnswers,
  NecessityAnswers,
  OffenceAnswers,
  SafeguardsAnswers,
  SelectionAnswers,
  SubjectsAnswers,
  TimeScaleAnswers,
  TransferAnswers,
  UrgencyAnswers,
} from './request-answers.js';
import { IdentifierView } from './referrals.js';
import { Authorisation, lineNo, RequestLine } from './request-lines.js';
import { code, id, lang, text } from './text.js';
import { looseView } from './view.js';

const isNumbered = (lines: readonly { readonly line: number }[]): boolean => lines.every((line, index) => line.line === index + 1);

const head = {
  holdingAgency: id,
  language: lang,
  track: z.enum(TRACKS),
  channel: z.enum(CHANNELS),
  measure: z.enum(MEASURES),
  linkedRequests: z.array(id).max(50).optional(),
};
const sections = {
  legalBasis: LegalBasisAnswers,
  offence: OffenceAnswers,
  aim: AimAnswers,
  data: DataAnswers,
  subjects: SubjectsAnswers,
  selection: SelectionAnswers,
  expression: ExpressionAnswers,
  necessity: NecessityAnswers,
  safeguards: SafeguardsAnswers,
  transfer: TransferAnswers,
  urgency: UrgencyAnswers,
};
const asides = { timeScale: TimeScaleAnswers.optional(), confidentiality: ConfidentialityAnswers.optional() };

/**
 * The whole submission: what the person saw is what is frozen. Sections and fields have the names of the engine's input; a field
 * that the form did not ask for is left out, and the platform writes the value for *not asked*.
 * @source exchange 1.12 to 1.14
 */
export const RequestSubmission = z
  .strictObject({
    ...head,
    ...sections,
    authorisations: z.array(Authorisation).max(50),
    lines: z
      .array(RequestLine)
      .min(1)
      .max(50)
      .refine(isNumbered, { message: 'numbering', params: { code: 'numbering' } }),
    ...asides,
  })
  .meta({ id: 'RequestSubmission' });
export type RequestSubmission = z.infer<typeof RequestSubmission>;

const draft = {
  ...z.strictObject(head).partial().shape,
  legalBasis: LegalBasisAnswers.partial().optional(),
  offence: OffenceAnswers.partial().optional(),
  aim: AimAnswers.partial().optional(),
  data: DataAnswers.partial().optional(),
  subjects: SubjectsAnswers.partial().optional(),
  selection: SelectionAnswers.partial().optional(),
  expression: ExpressionAnswers.partial().optional(),
  necessity: NecessityAnswers.partial().optional(),
  safeguards: SafeguardsAnswers.partial().optional(),
  transfer: TransferAnswers.partial().optional(),
  urgency: UrgencyAnswers.partial().optional(),
  authorisations: z.array(Authorisation.partial()).max(50).optional(),
  lines: z
    .array(RequestLine.extend({ collateral: RequestLine.shape.collateral.partial() }).partial())
    .max(50)
    .optional(),
  ...asides,
};

/** A draft as it is saved: any part may still be missing, nothing may be there that the submission does not know. */
export const RequestDraft = z.strictObject(draft).meta({ id: 'RequestDraft' });
export type RequestDraft = z.infer<typeof RequestDraft>;

/** Starts a draft from a referral. The platform prefills it; the lines name identifiers of the referral. */
export const RequestCreation = z.strictObject({ referral: id, holdingAgency: id, content: RequestDraft.optional() }).meta({ id: 'RequestCreation' });
export type RequestCreation = z.infer<typeof RequestCreation>;

/** Words of an act that needs a reason. */
export const Reason = z.strictObject({ reason: text(2000) });
export type Reason = z.infer<typeof Reason>;

/**
 * Answers a return: the whole of the new submission, and an answer to every question of the decisions that returned it. It is read as a draft first, so that
 * all that is missing is told at once.
 */
export const RequestResubmission = z
  .strictObject({
    submission: RequestDraft,
    answers: z.array(z.strictObject({ decision: id, question: z.int().min(1).max(50), answer: text(2000) })).max(100),
  })
  .meta({ id: 'RequestResubmission' });
export type RequestResubmission = z.infer<typeof RequestResubmission>;

/** Orders that are attached to a request which waits for one; what it said before stays as it is. */
export const OrderAttachment = z.strictObject({ authorisations: z.array(Authorisation).min(1).max(10) }).meta({ id: 'OrderAttachment' });
export type OrderAttachment = z.infer<typeof OrderAttachment>;

/** Why a refusal should be looked at by other people. */
export const RECONSIDERATION_GROUNDS = ['new_fact', 'error_of_law'] as const;
export const Reconsideration = z.strictObject({ ground: z.enum(RECONSIDERATION_GROUNDS), reason: text(2000) }).meta({ id: 'Reconsideration' });
export type Reconsideration = z.infer<typeof Reconsideration>;

/** Taking up names the hash of the package that the person saw. */
export const TakeUp = z.strictObject({ packageHash: z.string().regex(/^[0-9a-f]{64}$/) });
export type TakeUp = z.infer<typeof TakeUp>;

/** Closing says what became of it. Conditions that still run are named with their date by the record itself. */
export const RequestClosing = z.strictObject({ outcome: code.optional() });
export type RequestClosing = z.infer<typeof RequestClosing>;

/** One frozen version; the words are read with `request.get`. */
export const RequestVersionView = z
  .object({ version: z.int().min(1), contentHash: z.string().max(64), at: z.string().max(32), entryId: z.string().max(20) })
  .meta({ id: 'RequestVersion' });
export type RequestVersionView = z.infer<typeof RequestVersionView>;

const scopeView = z.object({
  category: z.enum(DATA_CATEGORIES),
  period: z.object({ from: z.string().max(32), to: z.string().max(32), zone: z.string().max(64) }).nullable(),
});

/** One granted line as the holding agency gets it: nothing of what was asked beyond it. */
export const GrantedLineView = z.object({
  line: lineNo,
  identifier: z.object({
    id: z.string().max(36),
    type: z.string().max(32),
    raw: z.string().max(2048),
    normal: z.string().max(2048).nullable(),
    service: z.string().max(64).nullable(),
  }),
  ...scopeView.shape,
  toleranceS: z.int().min(0).nullable(),
  conditions: z
    .array(z.object({ id: z.string().max(36), kind: z.string().max(32), parameter: z.string().max(500).nullable(), until: z.string().max(32).nullable() }))
    .max(50),
});
export type GrantedLineView = z.infer<typeof GrantedLineView>;

const rowView = {
  id: z.string().max(36),
  ref: z.string().max(32),
  state: z.enum(REQUEST_STATES),
  version: z.int().min(0),
  requesting: z.string().max(2),
  holding: z.string().max(2),
  track: z.enum(TRACKS),
};

/** A request in a list: no content, so that the list needs no entry. */
export const RequestRowView = z
  .object({
    ...rowView,
    measure: z.string().max(32).nullable(),
    submittedAt: z.string().max(32).nullable(),
    parked: z.boolean(),
    missingWork: z.string().max(64).nullable(),
  })
  .meta({ id: 'RequestRow' });
export type RequestRowView = z.infer<typeof RequestRowView>;

/** What the corridor and the profiles in force say about the form of a draft. */
const formView = z.object({
  dualCriminality: z.boolean(),
  retentionMaxDays: z.int().min(1),
  languages: z.array(z.string().max(35)).max(20),
  channels: z.array(z.string().max(64)).max(20),
  bases: z.array(z.string().max(64)).max(20),
  /** Profile versions that a screening would judge by now: holding, requesting, floor. Fewer where one is missing; then nothing is judged. */
  profiles: z.array(z.string().max(36)).max(3),
  /** What the platform would answer beside the officer. Earlier requests are numbered, not named. */
  platform: z.object({
    requestingStateIccpr: z.enum(ICCPR_STATUS),
    recipientProtection: z.enum(RECIPIENT_PROTECTION),
    earlier: z.array(z.object({ identifier: z.string().max(36), requests: z.array(z.int().min(0)).max(10_000) })).max(2000),
  }),
});

/** A request as its own agency sees it. `missingWork` says why it stands still where Comity does not do the work of its route yet. */
export const RequestView = z
  .object({
    ...rowView,
    /** Of the decision; null where none is owed, and for the holding agency. */
    clock: ClockView.nullable(),
    /** Only the agency that asks is told; the holding agency knows what was delivered to it. */
    referral: z.string().max(36).nullable(),
    requestingAgency: z.string().max(36),
    holdingAgency: z.string().max(36).nullable(),
    purpose: z.string().max(64).nullable(),
    handling: z.array(z.enum(HANDLING_CODES)).max(3),
    contentHash: z.string().max(64).nullable(),
    createdAt: z.string().max(32),
    submittedAt: z.string().max(32).nullable(),
    parked: z.boolean(),
    missingWork: z.string().max(64).nullable(),
    content: looseView(RequestDraft).nullable(),
    /** Of a draft in its own agency; null otherwise, and where no corridor is in force. */
    form: formView.nullable(),
    /** While draft, every identifier of the referral with what stands against its use; afterwards those that lines name. */
    identifiers: z.array(IdentifierView).max(2000),
    lines: z.array(z.object({ line: lineNo, state: z.enum(LINE_STATES), change: z.enum(CHANGE_WORDS).nullable() })).max(50),
    decision: z.string().max(36).nullable(),
    /** The decisions that count, once it is decided: one, or two that agreed. Who asked reads each with `decision.get`. */
    decisions: z.array(z.object({ id: z.string().max(36), position: z.enum(POSITIONS), outcome: z.enum(OUTCOMES) })).max(2),
    granted: z.array(GrantedLineView).max(50).nullable(),
    packageHash: z.string().max(64).nullable(),
  })
  .meta({ id: 'Request' });
export type RequestView = z.infer<typeof RequestView>;
