import { type Field, type Shape } from './field.js';
import { type AssessmentInput, INPUT_SECTIONS, SCHEMA_VERSION } from './input-fields.js';

/** Why a value does not fit. The words stand in the catalogue under `problem.<code>`. */
export const PROBLEM_CODES = ['missing', 'unknown_key', 'not_an_object', 'version', 'value', 'number', 'text', 'list', 'repeated'] as const;
export type ProblemCode = (typeof PROBLEM_CODES)[number];

/** A fault of the input. `path` is dotted; of the input itself it is empty. */
export interface Problem {
  readonly path: string;
  readonly message: `problem.${ProblemCode}`;
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);
const isText = (value: unknown): value is string => typeof value === 'string' && value.length > 0;

function faultOf(shape: Shape, value: unknown): ProblemCode | null {
  switch (shape.kind) {
    case 'one_of':
      return typeof value === 'string' && shape.values.includes(value) ? null : 'value';
    case 'many_of':
      if (!Array.isArray(value) || value.length < shape.least) return 'list';
      if (!value.every((one) => typeof one === 'string' && shape.values.includes(one))) return 'value';
      return new Set(value).size === value.length ? null : 'repeated';
    case 'whole':
      if (value === null) return shape.nullable ? null : 'number';
      return Number.isInteger(value) && (value as number) >= shape.least && (value as number) <= (shape.most ?? Infinity) ? null : 'number';
    case 'yes_no':
      return typeof value === 'boolean' ? null : 'value';
    case 'text':
      return isText(value) && (shape.pattern === null || /^[A-Z]{2}$/.test(value)) ? null : 'text';
    case 'text_or_null':
      return value === null || typeof value === 'string' ? null : 'text';
    case 'texts':
      return Array.isArray(value) && value.every(isText) ? null : 'list';
  }
}

function problemsIn(path: string, known: readonly string[], value: unknown): Problem[] | null {
  if (!isRecord(value)) return null;
  const dotted = (key: string) => (path === '' ? key : `${path}.${key}`);
  const missing = known.filter((key) => !Object.hasOwn(value, key)).map((key): Problem => ({ path: dotted(key), message: 'problem.missing' }));
  const unknown = Object.keys(value)
    .filter((key) => !known.includes(key))
    .sort()
    .map((key): Problem => ({ path: dotted(key), message: 'problem.unknown_key' }));
  return [...missing, ...unknown];
}

function problemsOfSection(name: string, fields: Record<string, Field<unknown>>, value: unknown): Problem[] {
  const keys = problemsIn(name, Object.keys(fields), value);
  if (keys === null) return [{ path: name, message: 'problem.not_an_object' }];
  const section = value as Record<string, unknown>;
  const values = Object.entries(fields).flatMap(([key, { shape }]): Problem[] => {
    const fault = Object.hasOwn(section, key) ? faultOf(shape, section[key]) : null;
    return fault === null ? [] : [{ path: `${name}.${key}`, message: `problem.${fault}` }];
  });
  return [...keys, ...values];
}

/**
 * Every place where a value does not fit the input, all at once; empty for a valid input. Rules across fields are checks, not faults.
 * @source proportionality 3; data/proportionality/input.schema.json
 */
export function problemsOf(value: unknown): Problem[] {
  const keys = problemsIn('', ['schemaVersion', ...Object.keys(INPUT_SECTIONS)], value);
  if (keys === null) return [{ path: '', message: 'problem.not_an_object' }];
  const input = value as Record<string, unknown>;
  const version: Problem[] =
    Object.hasOwn(input, 'schemaVersion') && input['schemaVersion'] !== SCHEMA_VERSION ? [{ path: 'schemaVersion', message: 'problem.version' }] : [];
  const sections = Object.entries(INPUT_SECTIONS).flatMap(([name, fields]) => (Object.hasOwn(input, name) ? problemsOfSection(name, fields, input[name]) : []));
  return [...keys, ...version, ...sections];
}

/** Tells whether a value is an input that every check can read. */
export const isAssessmentInput = (value: unknown): value is AssessmentInput => problemsOf(value).length === 0;
