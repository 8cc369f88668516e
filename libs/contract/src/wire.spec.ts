import { ACT_NAMES, emitsOf, REFUSALS } from '@comity/casework';
import { GRADED_CATEGORIES, QUALITIES } from '@comity/proportionality/lists';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import * as contract from './index.js';
import { AUDIT_KINDS, PROBLEM_CODES } from './index.js';

const schemas = Object.entries<unknown>(contract).filter((entry): entry is [string, z.ZodType] => entry[1] instanceof z.ZodType);
const ways = schemas.filter(([name]) => /^[A-Z]/.test(name));
const comingIn = ways.filter(([name]) => !name.endsWith('View'));
const views = ways.filter(([name]) => name.endsWith('View'));

type Found = { path: string; schema: z.ZodType };
/** Every schema inside a schema, with the way to it. */
function inside(path: string, schema: z.ZodType): Found[] {
  const own = { path, schema };
  if (schema instanceof z.ZodObject)
    return [own, ...Object.entries(schema.shape as Record<string, z.ZodType>).flatMap(([name, one]) => inside(`${path}/${name}`, one))];
  if (schema instanceof z.ZodArray) return [own, ...inside(`${path}/*`, schema.element as z.ZodType)];
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodNullable) return inside(path, schema.unwrap() as z.ZodType);
  if (schema instanceof z.ZodUnion) return schema.options.flatMap((one) => inside(path, one as z.ZodType));
  if (schema instanceof z.ZodPipe) return inside(path, schema.in as z.ZodType);
  if (schema instanceof z.ZodRecord) return [own, ...inside(`${path}/*`, schema.valueType as z.ZodType)];
  return [own];
}
/** A table by code, such as one number a kind of data: its members are codes and no names. */
const CODES: ReadonlySet<string> = new Set([...GRADED_CATEGORIES, ...QUALITIES]);
const isByCode = (schema: z.ZodObject): boolean => Object.keys(schema.shape).every((member) => CODES.has(member));
const json = (schema: z.ZodType) => z.toJSONSchema(schema, { io: 'input' }) as Record<string, unknown>;

describe('everything on the wire', () => {
  it('is found by this test', () => {
    expect(comingIn.map(([name]) => name)).toEqual(
      expect.arrayContaining(['RequestSubmission', 'DecisionSeal', 'ReferralDraft', 'LineAnswerRecord', 'AuditSearch']),
    );
    expect(views.length).toBeGreaterThan(15);
  });

  it.each(comingIn)('%s refuses unknown members at every depth', (name, schema) => {
    for (const one of inside(name, schema)) if (one.schema instanceof z.ZodObject) expect(one.schema.def.catchall, one.path).toBeInstanceOf(z.ZodNever);
  });

  it.each(views)('%s drops unknown members instead of refusing them', (name, schema) => {
    expect((schema as z.ZodObject).def.catchall, name).toBeUndefined();
  });

  it.each(ways)('%s limits every text, list and number', (name, schema) => {
    for (const one of inside(name, schema)) {
      const shape = json(one.schema);
      if (shape['type'] === 'string')
        expect(
          shape['maxLength'] !== undefined ||
            shape['pattern'] !== undefined ||
            shape['enum'] !== undefined ||
            shape['const'] !== undefined ||
            shape['allOf'] !== undefined,
          one.path,
        ).toBe(true);
      if (one.schema instanceof z.ZodArray) expect(shape['maxItems'], one.path).toBeDefined();
      if (shape['type'] === 'integer' || shape['type'] === 'number') expect(shape['maximum'], one.path).toBeDefined();
      if (shape['type'] === 'number') expect.fail(`${one.path} takes fractions`);
    }
  });

  it.each(ways)('%s can be described in the OpenAPI file', (_name, schema) => {
    expect(() => z.toJSONSchema(schema, { io: 'input' })).not.toThrow();
    expect(() => z.toJSONSchema(schema, { io: 'output', unrepresentable: 'any' })).not.toThrow();
  });

  it('writes member names in camel case', () => {
    for (const [name, schema] of ways) {
      if (name === 'AuditActor' || name === 'ManifestItem' || name.startsWith('Referral')) continue;
      for (const one of inside(name, schema))
        if (one.schema instanceof z.ZodObject && !isByCode(one.schema))
          for (const member of Object.keys(one.schema.shape)) expect(member, one.path).toMatch(/^[a-z][A-Za-z0-9]*$/);
    }
  });
});

describe('words that casework and the wire share', () => {
  it('has a problem for every refusal of casework', () => {
    expect(PROBLEM_CODES).toEqual(expect.arrayContaining([...REFUSALS]));
  });

  it('describes every kind of entry that an act writes', () => {
    const kinds = ACT_NAMES.flatMap((act) => [...emitsOf(act).always, ...emitsOf(act).sometimes]);
    expect(AUDIT_KINDS).toEqual(expect.arrayContaining([...new Set(kinds)]));
  });
});
