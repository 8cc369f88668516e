import { AGENCY_KINDS, CERTIFICATE_KINDS, ROLES } from '@comity/casework';
import * as z from 'zod';
import { hash, lang } from './text.js';

/** The signed-in person, as the database knows them. */
export const MeView = z
  .object({
    name: z.string().max(200),
    agency: z.string().max(36),
    agencyKind: z.enum(AGENCY_KINDS),
    jurisdiction: z.string().max(2),
    roles: z.array(z.enum(ROLES)).max(9),
    languages: z.array(z.string().max(35)).max(50),
    certificates: z.array(z.object({ kind: z.enum(CERTIFICATE_KINDS), validTo: z.string().max(32) })).max(50),
    /** Keeps questions and certificates too. */
    examiner: z.boolean(),
    termsAccepted: z.boolean(),
    acr: z.string().max(32),
    authTime: z.string().max(32),
  })
  .meta({ id: 'Me' });
export type MeView = z.infer<typeof MeView>;

/** A sign-in of the own account. `handle` names it in the log; `over` has outlived its time at the provider. */
export const SignInView = z
  .object({
    handle: z.string().max(64),
    since: z.string().max(32),
    authTime: z.string().max(32),
    acr: z.string().max(32),
    state: z.enum(['open', 'ended', 'over']),
    here: z.boolean(),
  })
  .meta({ id: 'SignIn' });
export type SignInView = z.infer<typeof SignInView>;

/** The terms of use that must be accepted before any other act. */
export const TermsView = z
  .object({ terms: z.string().max(64), version: z.int().min(1), lang: z.string().max(35), text: z.string().max(20_000), textHash: z.string().max(64) })
  .meta({ id: 'Terms' });
export type TermsView = z.infer<typeof TermsView>;

/** Language in which the terms are to be read; without it, or where there is no such text, the first of the person's languages. */
export const TermsQuery = z.strictObject({ lang: lang.optional() });
export type TermsQuery = z.infer<typeof TermsQuery>;

/** Acceptance names the exact text that was on screen. */
export const TermsAcceptance = z.strictObject({ version: z.int().min(1).max(1_000_000), textHash: hash, lang });
export type TermsAcceptance = z.infer<typeof TermsAcceptance>;
