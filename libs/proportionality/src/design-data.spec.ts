import { describe, expect, it } from 'vitest';
import { ARABIC_MESSAGES } from './arabic-messages.js';
import { CHECK_IDS } from './check-ids.js';
import { CHECKS } from './checks/register.js';
import { INPUT_FIELDS, type InputField } from './fields/input-fields.js';
import { ENGLISH_MESSAGES } from './messages.js';
import { BENCHMARK_PROFILES } from './profiles/benchmark-profiles.js';
import { CHECK_ROWS, INPUT_SCHEMA, PROFILE_ROWS } from './testing/design-data.js';

const inSchema = Object.entries(INPUT_SCHEMA.properties).flatMap(([section, { properties }]) =>
  Object.entries(properties ?? {}).map(([name, node]) => [`${section}.${name}`, node] as const),
);

function asSchema({ shape }: InputField): object {
  switch (shape.kind) {
    case 'one_of':
      return { enum: shape.values };
    case 'many_of':
      return { type: 'array', uniqueItems: true, items: { enum: shape.values }, ...(shape.least > 0 ? { minItems: shape.least } : {}) };
    case 'whole':
      return {
        type: shape.nullable ? ['integer', 'null'] : 'integer',
        minimum: shape.least,
        'x-unit': shape.unit,
        ...(shape.most === null ? {} : { maximum: shape.most }),
      };
    case 'yes_no':
      return { type: 'boolean' };
    case 'text':
      return { type: 'string', ...(shape.pattern === null ? { minLength: 1 } : { pattern: '^[A-Z]{2}$' }) };
    case 'text_or_null':
      return { type: ['string', 'null'] };
    case 'texts':
      return { type: 'array', items: { type: 'string', minLength: 1 } };
  }
}

describe('the code and the data of the specification', () => {
  it('have the same checks in the same order, with the same words, law and severities', () => {
    const rows = CHECKS.map(({ id, limb, question, severities, cites, law, cure, absoluteAt }) => ({
      id,
      limb,
      question,
      severities,
      because: cites,
      sources: law,
      cure,
      ...(absoluteAt === undefined ? {} : { absoluteAt }),
    }));
    expect(rows).toEqual(
      CHECK_ROWS.map(({ id, limb, question, severities, because, sources, cure, absoluteAt }) => ({
        id,
        limb,
        question,
        severities,
        because,
        sources,
        cure,
        ...(absoluteAt === undefined ? {} : { absoluteAt }),
      })),
    );
    expect(CHECK_IDS).toHaveLength(79);
  });

  it('say alike which checks exist always', () => {
    expect(CHECKS.filter(({ only }) => only === undefined).map(({ id }) => id)).toEqual(
      CHECK_ROWS.filter(({ applies }) => applies === 'always').map(({ id }) => id),
    );
  });

  it('have the same thirteen profiles', () => {
    expect(BENCHMARK_PROFILES).toEqual(PROFILE_ROWS);
  });

  it('have the same fields with the same values, limits and people who fill them', () => {
    const fields = INPUT_FIELDS.map((field) => [
      field.path,
      {
        description: field.meaning,
        ...asSchema(field),
        'x-filledBy': field.by,
        ...(field.askedWhen === null ? {} : { 'x-askedWhen': field.askedWhen, 'x-whenNotAsked': field.otherwise }),
      },
    ]);
    expect(fields).toEqual(inSchema);
    expect(INPUT_FIELDS.length).toBe(111);
  });

  it('have a question and a cure in the catalogue for each check', () => {
    for (const id of CHECK_IDS) expect([ENGLISH_MESSAGES[`check.${id}.question`], ENGLISH_MESSAGES[`check.${id}.cure`]]).not.toContain(undefined);
  });

  it('have the same keys in every language, and words for each', () => {
    expect(Object.keys(ARABIC_MESSAGES)).toEqual(Object.keys(ENGLISH_MESSAGES));
    for (const [key, words] of Object.entries(ARABIC_MESSAGES)) expect([key, /[\u0600-\u06ff]/.test(words)]).toEqual([key, true]);
  });
});
