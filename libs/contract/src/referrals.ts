import { HANDLING_CODES, IDENTIFIER_TYPES, PRECISIONS, REFERRAL_SOURCES, REFERRAL_STATES, REJECT_CODES, TRACKS } from '@comity/casework';
import * as z from 'zod';
import { ClockView } from './clock.js';
import { AIMS, HARM_STATUS } from './engine-lists.js';
import { Evaluation, Handling, IdentifierPart, Link, MachineOrigin, ManifestItem, Offence, Recipient, Source, SubjectPart, Urgency } from './referral-parts.js';
import { code, hash, id, jurisdiction, label, lang, text } from './text.js';
import { looseView } from './view.js';
import { ListQuery } from './written.js';

/**
 * A referral as a person writes it. A draft may lack anything but its title; what `complete` needs is a rule of the lifecycle.
 * @source exchange 1.7
 */
export const ReferralDraft = z
  .strictObject({
    title: label(120),
    lang: lang.optional(),
    source: Source.optional(),
    machineOrigin: MachineOrigin.optional(),
    /** Facts, apart from what somebody thinks of them. */
    summary: text(4000).optional(),
    assessment: text(4000).optional(),
    purpose: z.enum(AIMS).optional(),
    offences: z.array(Offence).max(20).optional(),
    harmStatus: z.enum(HARM_STATUS).optional(),
    subjects: z.array(SubjectPart).max(200).optional(),
    identifiers: z.array(IdentifierPart).max(2000).optional(),
    manifest: z.array(ManifestItem).max(5000).optional(),
    jurisdictionsConcerned: z
      .array(z.strictObject({ jurisdiction, why: label(300) }))
      .max(50)
      .optional(),
    urgency: Urgency.optional(),
    handling: Handling.optional(),
    evaluation: Evaluation.optional(),
    recipients: z.array(Recipient).max(20).optional(),
    links: z.array(Link).max(100).optional(),
    priorReports: z.array(label(64)).max(100).optional(),
    labels: z.array(label(40)).max(50).optional(),
    ownRef: label(64).optional(),
  })
  .meta({ id: 'ReferralDraft' });
export type ReferralDraft = z.infer<typeof ReferralDraft>;

/** Approves and sends the referral to one agency, which gets a delivery of its own. */
export const ReferralSending = z.strictObject({ recipient: id, channel: code });
export type ReferralSending = z.infer<typeof ReferralSending>;

/** Retrieval is an explicit receipt of the package that the person saw. */
export const ReferralRetrieval = z.strictObject({ packageHash: hash });
export type ReferralRetrieval = z.infer<typeof ReferralRetrieval>;

export const ReferralRejection = z.strictObject({ code: z.enum(REJECT_CODES), reason: text(2000) });
export type ReferralRejection = z.infer<typeof ReferralRejection>;

/** Query of an import. Only formats that are built are listed. */
export const ImportQuery = z.strictObject({ format: z.enum(['cybertipline']), referral: id.optional() });
export type ImportQuery = z.infer<typeof ImportQuery>;

/** Which referrals a list shows: state, and whether the own unit wrote it (`own`) or got it (`received`). */
export const ReferralListQuery = z.strictObject({
  ...ListQuery.shape,
  state: z.enum(REFERRAL_STATES).optional(),
  side: z.enum(['own', 'received']).optional(),
  /** Code of the other jurisdiction: the recipient's of an own one, the writer's of a received one. */
  with: jurisdiction.optional(),
});
export type ReferralListQuery = z.infer<typeof ReferralListQuery>;

/** Pasted lines to be read; `first` is the number of the first one, `type`, `service` and `country` stand for lines that name none. */
export const IdentifierCheck = z
  .strictObject({
    lines: z.array(z.string().max(4096)).min(1).max(1000),
    first: z.int().min(1).max(5000).optional(),
    type: z.enum(IDENTIFIER_TYPES).optional(),
    service: code.optional(),
    country: jurisdiction.optional(),
  })
  .meta({ id: 'IdentifierCheck' });
export type IdentifierCheck = z.infer<typeof IdentifierCheck>;

/**
 * What a referral would make of one line. `refused` cannot be kept, with the place of the character; `reason` is kept and of no use; otherwise `normal`
 * is the form that is compared. `time` is a time as typed; `seen` is there only where it has a zone.
 */
export const IdentifierLineView = z
  .object({
    line: z.int().min(1),
    raw: z.string().max(4096),
    type: z.enum(IDENTIFIER_TYPES).nullable(),
    normal: z.string().max(4096).nullable(),
    reason: z.string().max(64).nullable(),
    refused: z.string().max(64).nullable(),
    position: z.int().min(0).nullable(),
    warnings: z.array(z.string().max(64)).max(20),
    service: z.string().max(64).nullable(),
    country: z.string().max(2).nullable(),
    port: z.int().nullable(),
    seen: z.object({ from: z.string().max(32), to: z.string().max(32), zone: z.string().max(64), precision: z.enum(PRECISIONS) }).nullable(),
    time: z.string().max(4096).nullable(),
  })
  .meta({ id: 'IdentifierLine' });
export type IdentifierLineView = z.infer<typeof IdentifierLineView>;
export const IdentifierLinesView = z.object({ items: z.array(IdentifierLineView).max(1000) }).meta({ id: 'IdentifierLines' });
export type IdentifierLinesView = z.infer<typeof IdentifierLinesView>;

const rowView = {
  id: z.string().max(36),
  ref: z.string().max(32),
  state: z.enum(REFERRAL_STATES),
  version: z.int().min(0),
  urgency: z.enum(TRACKS).nullable(),
  agency: z.string().max(36),
};

/** A referral in a list: no content. */
export const ReferralRowView = z
  .object({
    ...rowView,
    createdAt: z.string().max(32),
    source: z.enum(REFERRAL_SOURCES),
    from: z.string().max(2),
    /** Jurisdictions that it was sent to, of those that the caller may know. */
    to: z.array(z.string().max(2)).max(20),
    /** Of the receipt, while one is owed. */
    clock: ClockView.nullable(),
  })
  .meta({ id: 'ReferralRow' });
export type ReferralRowView = z.infer<typeof ReferralRowView>;

const evidenceView = z.object({ at: z.string().max(32), hash: z.string().max(64) });

/** The way of a referral to one recipient, with the evidence that each stage left. */
export const DeliveryView = z.object({
  recipient: z.string().max(36),
  state: z.enum(REFERRAL_STATES),
  channel: z.string().max(64),
  packageHash: z.string().max(64),
  relayed: evidenceView.nullable(),
  delivered: evidenceView.nullable(),
  retrieved: evidenceView.nullable(),
});
export type DeliveryView = z.infer<typeof DeliveryView>;

/** An identifier as kept. `normal` null with a `reason` is unrecognised and cannot be used in a request. */
export const IdentifierView = z.object({
  id: z.string().max(36),
  key: z.string().max(32),
  type: z.string().max(32),
  raw: z.string().max(2048),
  normal: z.string().max(2048).nullable(),
  reason: z.string().max(64).nullable(),
  service: z.string().max(64).nullable(),
  port: z.int().nullable(),
  seen: z.object({ from: z.string().max(32), to: z.string().max(32), zone: z.string().max(64).nullable(), precision: z.string().max(3) }).nullable(),
  subject: z.string().max(32).nullable(),
  warnings: z.array(z.string().max(64)).max(20),
});
export type IdentifierView = z.infer<typeof IdentifierView>;

const contentView = looseView(z.strictObject(ReferralDraft.shape).omit({ identifiers: true }));

/** A text of the source beside the summary, shown folded. `about` is the key of a subject; `what` names the place it came from. */
const textView = z.object({ about: z.string().max(32).nullable(), what: z.string().max(80), text: z.string().max(10_485_760) });

/** A referral as its own agency sees it, or the package as the recipient does. What is linked to a victim is counted, never shown. */
export const ReferralView = z
  .object({
    ...rowView,
    purpose: z.string().max(64).nullable(),
    handling: z.array(z.enum(HANDLING_CODES)).max(3),
    contentHash: z.string().max(64).nullable(),
    createdAt: z.string().max(32),
    content: contentView,
    identifiers: z.array(IdentifierView).max(50_000),
    texts: z.array(textView).max(50_000),
    /** Keys of identifiers that failed their check and that no person has looked at. */
    unchecked: z.array(z.string().max(32)).max(50_000),
    sealedForVictims: z.int().min(0),
    /** Why a supervisor gave it back, for its own agency while it is a draft again. */
    returned: z.string().max(2000).nullable(),
    deliveries: z.array(DeliveryView).max(20),
  })
  .meta({ id: 'Referral' });
export type ReferralView = z.infer<typeof ReferralView>;
