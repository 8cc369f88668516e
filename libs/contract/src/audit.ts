import * as z from 'zod';
import { AUDIT_KINDS, type AuditKind } from './audit-events.js';
import { id, instant, jurisdiction } from './text.js';
import { ListQuery } from './written.js';

/**
 * How sure a statement about the past is. A server can say `signed` (under a published checkpoint) or `claimed` (written, not there
 * yet); `proved` is only ever said by whoever checked the proof.
 */
export const PROOF_STATES = ['proved', 'signed', 'claimed', 'unknown'] as const;
export type ProofState = (typeof PROOF_STATES)[number];

const kinds = AUDIT_KINDS as [AuditKind, ...AuditKind[]];

/** What an auditor searches the entries for. Every member narrows. */
export const AuditSearch = z
  .strictObject({
    kinds: z.array(z.enum(kinds)).max(kinds.length).optional(),
    corridor: z.strictObject({ requesting: jurisdiction, holding: jurisdiction }).optional(),
    agency: id.optional(),
    case: id.optional(),
    actor: z
      .string()
      .regex(/^[A-Za-z0-9_-]{43}$/)
      .optional(),
    from: instant.optional(),
    to: instant.optional(),
    cursor: z
      .string()
      .regex(/^[A-Za-z0-9_.-]{1,512}$/)
      .optional(),
    limit: z.int().min(1).max(200).optional(),
  })
  .meta({ id: 'AuditSearch' });
export type AuditSearch = z.infer<typeof AuditSearch>;

/** Index of an entry in the log, in a path. */
export const EntryParams = z.strictObject({
  index: z
    .string()
    .regex(/^(0|[1-9]\d{0,15})$/)
    .transform(Number),
});

/** One entry in a list: metadata only. */
export const AuditRowView = z
  .object({
    index: z.int().min(0).nullable(),
    entryId: z.string().max(20),
    kind: z.string().max(64),
    at: z.string().max(32),
    agency: z.string().max(36).nullable(),
    jurisdiction: z.string().max(2).nullable(),
    role: z.string().max(32).nullable(),
    actor: z.string().max(64).nullable(),
    on: z.object({ id: z.string().max(64), type: z.string().max(64) }).nullable(),
    case: z.string().max(36).nullable(),
    parties: z.array(z.string().max(2)).max(50),
    proof: z.enum(PROOF_STATES),
  })
  .meta({ id: 'AuditRow' });
export type AuditRowView = z.infer<typeof AuditRowView>;

/** One act of a case in the timeline of a party: what, when, by which agency, and how sure. No person is named. */
export const TimelineRowView = AuditRowView.pick({
  index: true,
  entryId: true,
  kind: true,
  at: true,
  agency: true,
  jurisdiction: true,
  role: true,
  proof: true,
}).meta({ id: 'TimelineRow' });
export type TimelineRowView = z.infer<typeof TimelineRowView>;

/** An entry as the log keeps it: `body` is the exact text whose hash is the leaf, `proofText` the proof in the form of C2SP. */
export const AuditEntryView = z
  .object({
    index: z.int().min(0).nullable(),
    entryId: z.string().max(20),
    body: z.string().max(16_384),
    leafHash: z.string().max(64),
    proof: z.enum(PROOF_STATES),
    proofText: z.string().max(20_000).nullable(),
  })
  .meta({ id: 'AuditEntry' });
export type AuditEntryView = z.infer<typeof AuditEntryView>;

const base64 = z.string().max(24_000);

/** An entry with everything that a stranger needs to check it offline; the verifier takes it as a file. Members as in the form `comity/evidence/v1`. */
export const EvidenceView = z
  .object({
    format: z.string().max(32),
    origin: z.string().max(200),
    items: z.array(z.object({ index: z.int().min(0), entry: base64, proof: z.array(base64).max(63) })).max(1),
    checkpoint: z.string().max(65_536),
    receipts: z.array(z.string().max(2000)).max(1).optional(),
  })
  .meta({ id: 'Evidence' });
export type EvidenceView = z.infer<typeof EvidenceView>;

/** Which log receipts a list shows: those issued from one moment until before another. */
export const ReceiptListQuery = z.strictObject({ ...ListQuery.shape, from: instant.optional(), to: instant.optional() });
export type ReceiptListQuery = z.infer<typeof ReceiptListQuery>;

/** The log's promise that an entry will stand in it: `note` is the signed text, which its owner keeps outside of Comity. */
export const ReceiptView = z.object({ entryId: z.string().max(20), issuedAt: z.string().max(32), note: z.string().max(2000) }).meta({ id: 'Receipt' });
export type ReceiptView = z.infer<typeof ReceiptView>;

/** Every act of one case in the order of the log. */
export const AuditCaseView = z.object({ case: z.string().max(36), entries: z.array(AuditRowView).max(10_000) }).meta({ id: 'AuditCase' });
export type AuditCaseView = z.infer<typeof AuditCaseView>;
