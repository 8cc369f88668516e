import {
  HANDLING_CODES,
  IDENTIFIER_TYPES,
  INFORMATION_GRADES,
  LINK_KINDS,
  PERSON_AGES,
  PRECISIONS,
  REFERRAL_SOURCES,
  SOURCE_GRADES,
  SPECIAL_CHANNELS,
  TRACKS,
} from '@comity/casework';
import * as z from 'zod';
import { OFFENCES, SUBJECT_ROLES } from './engine-lists.js';
import { code, date, id, identifierRaw, instant, jurisdiction, label, text, tri, zone } from './text.js';

/** Name of a part inside one document, by which other parts point at it. */
const key = z.string().regex(/^[a-z0-9][a-z0-9_-]{0,31}$/);

/** Evaluation 4x4: `source` how good the source is, `information` how good what it says is. */
export const Evaluation = z.strictObject({ source: z.enum(SOURCE_GRADES), information: z.enum(INFORMATION_GRADES) });
export type Evaluation = z.infer<typeof Evaluation>;

/** Codes that restrict use; an empty list is H0. H3 says in words what it restricts. */
export const Handling = z
  .strictObject({ codes: z.array(z.enum(HANDLING_CODES)).max(3), h3Text: text(500).optional() })
  .refine((handling) => new Set(handling.codes).size === handling.codes.length, { message: 'repeated', params: { code: 'repeated' } })
  .refine((handling) => handling.codes.includes('H3') === (handling.h3Text !== undefined), { message: 'h3-text', params: { code: 'h3-text' } });
export type Handling = z.infer<typeof Handling>;

export const Source = z.strictObject({
  kind: z.enum(REFERRAL_SOURCES),
  name: label(200),
  reference: label(120).optional(),
  received: instant,
  channel: code,
});

export const MachineOrigin = z.strictObject({ tool: label(120), version: label(60), threshold: label(60).optional(), humanVerified: tri, biasTested: tri });

/** One offence; the penalty in months of the maximum sentence, 600 for life. */
export const Offence = z.strictObject({
  category: z.enum(OFFENCES),
  provision: z.strictObject({ jurisdiction, act: label(200), article: label(60) }).optional(),
  maxPenaltyMonths: z.int().min(0).max(600).optional(),
  place: label(200).optional(),
  from: date.optional(),
  to: date.optional(),
});

/** A person in the case. `label` is like "user A"; a name only of a suspect or convicted person. */
export const SubjectPart = z
  .strictObject({
    key,
    role: z.enum(SUBJECT_ROLES),
    age: z.enum(PERSON_AGES),
    label: label(40),
    name: label(200).optional(),
    specialChannel: z.enum(SPECIAL_CHANNELS).optional(),
    evaluation: Evaluation.optional(),
  })
  .refine((subject) => subject.name === undefined || subject.role === 'suspect' || subject.role === 'convicted', {
    message: 'name',
    params: { code: 'name' },
    path: ['name'],
  });

/** An identifier exactly as received. The platform adds its normal form, its warnings, or the reason why it is unrecognised. */
export const IdentifierPart = z.strictObject({
  key,
  type: z.enum(IDENTIFIER_TYPES),
  raw: identifierRaw,
  service: code.optional(),
  country: jurisdiction.optional(),
  port: z.int().min(1).max(65_535).optional(),
  seen: z.strictObject({ from: instant, to: instant.optional(), zone: zone.optional(), precision: z.enum(PRECISIONS).optional() }).optional(),
  subject: key.optional(),
  roleInCase: label(60).optional(),
  evaluation: Evaluation.optional(),
  verifiedByPerson: z.boolean().optional(),
});

const hex = (digits: number) => z.string().regex(new RegExp(`^[0-9a-f]{${digits}}$`));
const opaque = (max: number) => z.string().regex(new RegExp(`^[A-Za-z0-9+/]{22,${max}}={0,2}$`));

/** One file by its hashes. No name, no path, no thumbnail; hexadecimal digits in lower case. */
export const ManifestItem = z.strictObject({
  item: z.int().min(1).max(100_000),
  hashes: z.strictObject({
    md5: hex(32).optional(),
    sha1: hex(40).optional(),
    sha256: hex(64).optional(),
    sha512: hex(128).optional(),
    pdq: hex(64).optional(),
    photodna: opaque(2048).optional(),
    tmk_pdqf: opaque(400_000).optional(),
  }),
  sizeBytes: z.int().min(0).optional(),
  mediaType: z
    .string()
    .regex(/^[a-z]+\/[a-z0-9.+-]{1,80}$/)
    .optional(),
  categoryGiven: label(40).optional(),
  viewedByProvider: tri.optional(),
  viewedExifByProvider: tri.optional(),
  publiclyAvailable: tri.optional(),
  seenAt: z.array(instant).max(50).optional(),
});

export const Recipient = z.strictObject({ agency: id, why: label(300) });
export const Link = z.strictObject({ to: id, kind: z.enum(LINK_KINDS) });
export const Urgency = z
  .strictObject({ level: z.enum(TRACKS), reason: text(500).optional() })
  .refine((urgency) => urgency.level === 'ordinary' || urgency.reason !== undefined, { message: 'reason', params: { code: 'reason' }, path: ['reason'] });
