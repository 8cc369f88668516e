import { CHANGE_WORDS, DATA_CATEGORIES, OUTCOMES, POSITIONS, SENTENCE_LANGUAGES } from '@comity/casework';
import * as z from 'zod';
import { lineNo, Period } from './request-lines.js';
import { ConditionPart } from './reviews.js';
import { code, hash, instant, text } from './text.js';

/** What of a line is granted. The identifier is that of the line and cannot be another. */
export const GrantedScope = z.strictObject({ category: z.enum(DATA_CATEGORIES), period: Period.nullable() });
export type GrantedScope = z.infer<typeof GrantedScope>;

export const DecisionLine = z.strictObject({
  line: lineNo,
  granted: GrantedScope.nullable(),
  conditions: z.array(ConditionPart).max(16),
  ground: code.optional(),
  why: text(1000),
});
export type DecisionLine = z.infer<typeof DecisionLine>;

/**
 * A decision as it is sealed. It names the two hashes that the person read; if one is old, the seal is refused. Whether the outcome
 * stands open follows from findings, lines and assessment, not from here.
 * @source exchange 1.17
 */
export const DecisionSeal = z
  .strictObject({
    outcome: z.enum(OUTCOMES),
    requestHash: hash,
    screeningHash: hash,
    lines: z.array(DecisionLine).max(50),
    reasonsShareable: text(4000),
    reasonsInternal: text(4000),
    flagsAnswered: z
      .array(z.strictObject({ check: z.string().regex(/^[A-Z]{3}-\d{2}$/), answer: text(1000) }))
      .max(79)
      .optional(),
    questions: z.array(text(1000)).max(50).optional(),
    variants: z.array(code).max(20).optional(),
    readBy: instant.optional(),
    departure: text(2000).optional(),
    /** Of a lead: the leaf hash of each decision that was sealed before, as `log.leafHash` of the decision itself says it. */
    read: z
      .array(z.string().regex(/^[A-Za-z0-9+/]{43}=$/))
      .max(2)
      .optional(),
  })
  .meta({ id: 'DecisionSeal' });
export type DecisionSeal = z.infer<typeof DecisionSeal>;

const scopeView = z.object({
  category: z.enum(DATA_CATEGORIES),
  period: z.object({ from: z.string().max(32), to: z.string().max(32), zone: z.string().max(64) }).nullable(),
});

/** One row of the scope diff: asked, granted, and the word between them. */
export const ScopeRowView = z.object({
  line: lineNo,
  identifier: z.string().max(36),
  asked: scopeView,
  granted: scopeView.nullable(),
  change: z.enum(CHANGE_WORDS),
  conditions: z
    .array(z.object({ id: z.string().max(36), kind: z.string().max(32), parameter: z.string().max(500).nullable(), until: z.string().max(32).nullable() }))
    .max(50),
  ground: z.string().max(64).nullable(),
  why: z.string().max(1000),
});
export type ScopeRowView = z.infer<typeof ScopeRowView>;

/** A letter in one language: its pieces, the exact text that they make, and the SHA-256 of that text. */
export const LetterTextView = z.object({
  lang: z.enum(SENTENCE_LANGUAGES),
  blocks: z.array(z.object({ kind: z.enum(['title', 'lead', 'heading', 'sentence', 'words']), text: z.string().max(8000) })).max(400),
  text: z.string().max(200_000),
  hash: z.string().max(64),
});
export type LetterTextView = z.infer<typeof LetterTextView>;

/** The letter of a sealed decision to the agency that asked, in every language that there are sentences in. */
export const LetterView = z
  .object({ decision: z.string().max(36), ref: z.string().max(32), sealedAt: z.string().max(32), letters: z.array(LetterTextView).max(8) })
  .meta({ id: 'Letter' });
export type LetterView = z.infer<typeof LetterView>;

/** A sealed decision. `reasonsInternal` reaches who wrote it, and who decides or decided beside or after them; parties read the shareable ones. */
export const DecisionView = z
  .object({
    id: z.string().max(36),
    request: z.string().max(36),
    requestVersion: z.int().min(1),
    outcome: z.enum(OUTCOMES),
    position: z.enum(POSITIONS),
    round: z.int().min(1),
    state: z.enum(['sealed', 'void', 'recalled']),
    /** Entity tag for `decision.recall` and `decision.refer_difference`. */
    version: z.int().min(0),
    /** Grants against a recommendation that is not absolute. */
    departs: z.boolean(),
    lines: z.array(ScopeRowView).max(50),
    summary: z.string().max(4000),
    reasonsShareable: z.string().max(4000),
    reasonsInternal: z.string().max(4000).optional(),
    /** Reasons for going against the recommendation; kept with the internal ones. */
    departure: z.string().max(2000).optional(),
    /** Where two granted: what both grant, which alone is dispatched, and the other decision. For the agency that asked. */
    together: z.object({ with: z.string().max(36), lines: z.array(ScopeRowView).max(50), summary: z.string().max(4000) }).optional(),
    questions: z.array(z.string().max(1000)).max(50),
    variants: z.array(z.string().max(64)).max(20),
    readBy: z.string().max(32).nullable(),
    requestHash: z.string().max(64),
    screeningHash: z.string().max(64),
    sealedAt: z.string().max(32),
    log: z.object({ entryId: z.string().max(20), leafHash: z.string().max(64) }),
  })
  .meta({ id: 'Decision' });
export type DecisionView = z.infer<typeof DecisionView>;
