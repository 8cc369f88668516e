import { readFileSync } from 'node:fs';
import { type CheckId, type Limb } from '../check-ids.js';
import { type Citation } from '../checks/rule.js';
import { type AssessmentInput } from '../fields/input-fields.js';
import { type BenchmarkId, type BenchmarkProfile } from '../profiles/benchmark-profiles.js';
import { type Route, type Severity } from '../severity.js';

const read = (name: string): unknown => JSON.parse(readFileSync(new URL(`../../data/${name}`, import.meta.url), 'utf8'));

/** A patch merged into the baseline: objects key by key, arrays and plain values whole. */
export type Patch = { readonly [key: string]: unknown };

export interface Fixture {
  readonly check: CheckId;
  readonly profile: BenchmarkId;
  readonly patch: Patch;
  readonly expectedSeverity: `S${Severity}`;
  readonly expectedRoute: Route;
  readonly soleDriver: boolean;
  readonly note?: string;
}

export interface Example {
  readonly id: string;
  readonly facts: string;
  readonly profile: BenchmarkId;
  readonly patch: Patch;
  readonly expected: {
    readonly route: Route;
    readonly maxSeverity: Severity;
    readonly routeBecause: readonly CheckId[];
    readonly balance: {
      readonly aim: number;
      readonly reliability: number;
      readonly privacy: {
        readonly base: number;
        readonly modifiers: Record<string, number>;
        readonly credits: readonly string[];
        readonly creditApplied: number;
        readonly grade: number;
      };
      readonly expression: number;
      readonly deltaPrivacy: number;
      readonly deltaExpression: number | null;
      readonly bandPrivacy: string;
      readonly bandExpression: string;
    };
    readonly alternatives: readonly { readonly id: string; readonly route: Route }[];
    readonly notices: readonly string[];
  };
}

/** A decision of a court or committee, encoded as an input. */
export interface DecidedCase {
  readonly id: string;
  readonly citation: string;
  readonly measure: string;
  readonly profile: BenchmarkId;
  readonly scored: boolean;
  readonly input: AssessmentInput;
  readonly expected: {
    readonly engine: 'adverse' | 'not_adverse';
    readonly limbs: readonly Limb[];
    readonly mustFlag: readonly CheckId[];
    readonly minSeverity: `S${Severity}` | null;
    readonly maxSeverity: `S${Severity}` | null;
  };
}

export interface CheckRow {
  readonly id: CheckId;
  readonly limb: Limb;
  readonly question: string;
  readonly applies: string;
  readonly severities: readonly Severity[];
  readonly because: readonly string[];
  readonly sources: readonly Citation[];
  readonly cure: string;
  readonly absoluteAt?: Severity;
}

const fixtures = read('check-fixtures.json') as { baseline: AssessmentInput; fixtures: Fixture[]; examples: Example[] };
export const BASELINE = fixtures.baseline;
export const FIXTURES = fixtures.fixtures;
export const EXAMPLES = fixtures.examples;
export const CASES = read('cases.json') as DecidedCase[];
export const CHECK_ROWS = read('checks.json') as CheckRow[];
export const PROFILE_ROWS = read('profiles.json') as Record<BenchmarkId, BenchmarkProfile>;

interface SchemaNode {
  readonly type?: string | readonly string[];
  readonly enum?: readonly string[];
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minItems?: number;
  readonly items?: SchemaNode;
  readonly 'x-filledBy'?: string;
  readonly 'x-askedWhen'?: string;
  readonly 'x-whenNotAsked'?: unknown;
  readonly properties?: Record<string, SchemaNode>;
}
export const INPUT_SCHEMA = read('input.schema.json') as { properties: Record<string, SchemaNode> };

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);

function merged(base: unknown, patch: unknown): unknown {
  if (!isObject(base) || !isObject(patch)) return patch;
  return { ...base, ...Object.fromEntries(Object.entries(patch).map(([key, value]) => [key, merged(base[key], value)])) };
}

/** The baseline request with some answers changed. It may be no valid input any more. */
export const patched = (patch: Patch, base: AssessmentInput = BASELINE): AssessmentInput => merged(base, patch) as AssessmentInput;
