import { PROBLEM_ERRORS_MAX } from '@comity/contract';
import type * as z from 'zod';
import { type Cause } from './problem.js';

/** Words of a cause. They name a rule, never what came in. */
const WORDS: Readonly<Record<string, string>> = {
  missing: 'is required',
  type: 'is of another type',
  'unknown-member': 'has a member that the contract does not know',
  'too-long': 'is too long',
  'too-short': 'is too short',
  'too-many': 'has too many items',
  'too-few': 'has too few items',
  'too-large': 'is too large',
  'too-small': 'is too small',
  format: 'has the wrong form',
  value: 'is not one of the values',
  rule: 'breaks a rule of the contract',
};

/** Codes by the kind of thing that is out of range: text, list, number. */
const BIG: Readonly<Record<string, string>> = { string: 'too-long', array: 'too-many', set: 'too-many', map: 'too-many' };
const SMALL: Readonly<Record<string, string>> = { string: 'too-short', array: 'too-few', set: 'too-few', map: 'too-few' };
/** A code that the contract gives to a rule of its own, as the rule's message or in its `params`. */
const CODE = /^[a-z][a-z0-9-]{1,39}$/;

/**
 * What zod found, as pointers and codes. Its own texts are not used: they name unknown members and quote values.
 * @param value what was checked, to tell a missing member from one of another type.
 */
export function causesOf(issues: readonly z.core.$ZodIssue[], value: unknown): Cause[] {
  return issues.slice(0, PROBLEM_ERRORS_MAX).map((issue) => {
    const code = codeOf(issue, value);
    return { pointer: pointerTo(issue.path), code, detail: detailOf(issue, code) };
  });
}

function codeOf(issue: z.core.$ZodIssue, value: unknown): string {
  switch (issue.code) {
    case 'invalid_type':
      return at(value, issue.path) === undefined ? 'missing' : 'type';
    case 'unrecognized_keys':
      return 'unknown-member';
    case 'too_big':
      return BIG[issue.origin] ?? 'too-large';
    case 'too_small':
      return SMALL[issue.origin] ?? 'too-small';
    case 'invalid_format':
      return 'format';
    case 'custom': {
      const named: unknown = issue.params?.code ?? issue.message;
      return typeof named === 'string' && CODE.test(named) ? named : 'rule';
    }
    default:
      return at(value, issue.path) === undefined ? 'missing' : 'value';
  }
}

/** Words of the code, and where in a text the fault stands when the contract says so: an invisible character is hard to find. */
function detailOf(issue: z.core.$ZodIssue, code: string): string {
  const position: unknown = issue.code === 'custom' ? issue.params?.position : undefined;
  return Number.isInteger(position) ? `holds a character that is not taken, at ${position as number}` : (WORDS[code] ?? WORDS.rule!);
}

function at(value: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>((inner, key) => (typeof inner === 'object' && inner !== null ? (inner as Record<PropertyKey, unknown>)[key] : undefined), value);
}

/** JSON pointer as a fragment. A key that no contract would name came from the caller and is not repeated. */
function pointerTo(path: readonly PropertyKey[]): string {
  return ['#', ...path.map((key) => (/^[\w-]{1,64}$/.test(String(key)) ? String(key) : '*'))].join('/');
}
