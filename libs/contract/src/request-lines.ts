import { DATA_CATEGORIES } from '@comity/casework';
import * as z from 'zod';
import { AUTHORISATION_LEVELS, ORIGINS, SENSITIVE_KINDS } from './engine-lists.js';
import { code, date, hash, id, instant, jurisdiction, label, text, tri, zone } from './text.js';

/** Number of a line within its request. */
export const lineNo = z.int().min(1).max(50);

/** Time that a line is about, both ends included; equal ends are an instant. */
export const Period = z
  .strictObject({ from: instant, to: instant, zone })
  .refine((period) => Date.parse(period.from) <= Date.parse(period.to), { message: 'order', params: { code: 'order' } });
export type Period = z.infer<typeof Period>;

/**
 * One line of a request: what is asked about which identifier of the referral, and for what time.
 * @source exchange 1.13
 */
export const RequestLine = z.strictObject({
  line: lineNo,
  /** Identifier of the referral; its value is never typed again. */
  identifier: id,
  category: z.enum(DATA_CATEGORIES),
  period: Period.nullable(),
  /** How far the clock of the holder may be off, for an identification line. */
  toleranceS: z.int().min(0).max(86_400).optional(),
  subject: code.optional(),
  why: text(1000),
  fromFact: text(300).optional(),
  toFact: text(300).optional(),
  whyNotLower: text(500).optional(),
  meansTried: text(500).optional(),
  collateral: z.strictObject({
    otherPeople: z.int().min(0).max(1_000_000_000),
    children: z.int().min(0).max(1_000_000_000),
    privileged: tri,
    estimatedHow: text(300),
  }),
  filter: z.strictObject({ terms: z.array(label(100)).max(50), fields: z.array(code).max(50), counterparts: z.array(id).max(50) }).optional(),
  origin: z.enum(ORIGINS).optional(),
  sensitive: z.array(z.enum(SENSITIVE_KINDS)).max(9),
  strictNecessity: text(500).optional(),
});
export type RequestLine = z.infer<typeof RequestLine>;

/**
 * A warrant or an order. The document stays with the agency; its digest may be named.
 * @source exchange 1.14
 */
export const Authorisation = z.strictObject({
  level: z.enum(AUTHORISATION_LEVELS),
  authority: label(200),
  jurisdiction,
  reference: label(120),
  issued: date,
  validTo: date.optional(),
  timing: z.enum(['prior', 'ex_post', 'none']),
  covers: z.array(lineNo).max(50),
  independent: tri,
  canRefuse: tri,
  verifiesSuspicion: tri,
  standardMet: tri,
  individualReasons: tri,
  fileAccessible: tri,
  documentHash: hash.optional(),
});
export type Authorisation = z.infer<typeof Authorisation>;
