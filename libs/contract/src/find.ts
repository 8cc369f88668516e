import { IDENTIFIER_TYPES, REFERENCE_PREFIXES } from '@comity/casework';
import * as z from 'zod';
import { identifierRaw, label } from './text.js';

/** Number of a referral or request for people, as a person types it: `DQ-2027-KE-000311`, letters in either case. */
const reference = z.string().regex(new RegExp(`^(?:${Object.values(REFERENCE_PREFIXES).join('|')})-\\d{4}-[A-Z]{2}-\\d{6}$`, 'i'));

/**
 * What is looked for, one of three: a reference; a case number of the own system or the number that the source gave its report; an identifier of the
 * own referrals, which asks a purpose (`Comity-Purpose`).
 */
export const FindQuery = z
  .strictObject({
    reference: reference.optional(),
    caseNumber: label(64).optional(),
    identifier: z.strictObject({ type: z.enum(IDENTIFIER_TYPES), raw: identifierRaw }).optional(),
  })
  .refine((query) => Object.values(query).filter((value) => value !== undefined).length === 1, { message: 'one', params: { code: 'one' } });
export type FindQuery = z.infer<typeof FindQuery>;

export const FOUND_KINDS = ['referral', 'request', 'review'] as const;

/** A record that the person may know of: number and place, no content. A review has the number of its request. */
export const FoundView = z.object({ kind: z.enum(FOUND_KINDS), id: z.string().max(36), ref: z.string().max(32) }).meta({ id: 'Found' });
export type FoundView = z.infer<typeof FoundView>;
