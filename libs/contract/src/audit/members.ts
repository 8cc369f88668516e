import { CERTIFICATE_KINDS, ROLES } from '@comity/casework';
import * as z from 'zod';

/**
 * Types of the members of an audit entry. All of them are ASCII, so that an entry fits the byte profile of the log:
 * no words of a person, no floating point, no null.
 * @source log 5.1, 5.2
 */
export const uuid = z
  .string()
  .regex(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/)
  .describe('UUID');

/** 32 bytes as base64url without padding, in the one spelling whose spare bits are zero: 43 characters. */
export const digest = z
  .string()
  .regex(/^[A-Za-z0-9_-]{42}[AEIMQUYcgkosw048]$/)
  .describe('32 bytes');

/** A commitment to a value or to an officer; 32 bytes like a digest, but nobody can check it without its salt. */
export const commitment = digest.describe('commitment');

/** A code of a list: check, ground, act, version name. Never a text in words. */
export const code = z
  .string()
  .regex(/^[A-Za-z0-9][A-Za-z0-9_.:/@+-]{0,127}$/)
  .describe('code');

/** Code of a jurisdiction: two capitals. */
export const jurisdiction = z
  .string()
  .regex(/^[A-Z]{2}$/)
  .describe('jurisdiction');

/** Language of a text, BCP 47. */
export const lang = z
  .string()
  .regex(/^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}$/)
  .describe('language');

/** RFC 3339 in UTC with exactly three decimals. */
export const instant = z
  .string()
  .regex(/^(19|20)\d{2}-[01]\d-[0-3]\dT[0-2]\d:[0-5]\d:[0-5]\d\.\d{3}Z$/)
  .describe('instant');

/** A plain date or an instant, for validity periods that a law counts in days. */
export const moment = z.union([z.string().regex(/^(19|20)\d{2}-[01]\d-[0-3]\d$/), instant]).describe('date or instant');

/** A number that is never negative: counts, versions, sizes in bytes, days. */
export const count = z.int().min(0).describe('number');

export const flag = z.boolean().describe('yes or no');
export const role = z.enum(ROLES).describe('role');
export const certificateKind = z.enum(CERTIFICATE_KINDS).describe('certificate kind');

/** One of a closed list of codes. */
export const oneOf = <const T extends readonly [string, ...string[]]>(...values: T) => z.enum(values).describe(values.join(' · '));

const sorted = (values: readonly (string | number)[]): boolean => values.every((value, index) => index === 0 || (values[index - 1] ?? value) < value);

/** A set: sorted, no member twice. */
export const set = <T extends z.ZodType<string | number>>(of: T) =>
  z
    .array(of)
    .max(500)
    .refine(sorted, 'sorted, without repetition')
    .describe(`sorted list of ${of.description ?? 'code'}`);

/** Counts by code. */
export const tally = z.record(z.string().regex(/^[a-z][a-z0-9_]{0,63}$/), count).describe('counts by code');

/** Members that every step of a state machine carries: the states it goes between and the version it leaves behind. */
export const STEP = { from: code, to: code, version: count };
