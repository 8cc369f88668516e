import { INPUT_FIELDS, type Shape } from '@comity/proportionality';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { Authorisation, RequestLine, RequestSubmission } from './index.js';

/** Requester's fields that the lines, the orders or the head of a request carry instead of a section. */
const ELSEWHERE: readonly string[] = [
  'request.track',
  'request.channel',
  'request.measure',
  'data.categories',
  'data.origin',
  'data.periodDays',
  'data.sensitive',
  'transfer.deathPenaltyAssurance',
];
const paths: readonly string[] = INPUT_FIELDS.map((field) => field.path);
const fields = INPUT_FIELDS.filter(({ by, path }) => by === 'requester' && !ELSEWHERE.includes(path) && !path.startsWith('authorisation.')).map(
  (field) => [field.path, field] as const,
);

const memberAt = (path: string): z.ZodType | undefined => {
  const [section = '', name = ''] = path.split('.');
  const part = RequestSubmission.shape[section as keyof typeof RequestSubmission.shape] as z.ZodType | undefined;
  return part instanceof z.ZodObject ? (part.shape as Record<string, z.ZodType>)[name] : undefined;
};
const valuesOf = (shape: Shape): readonly unknown[] =>
  shape.kind === 'one_of'
    ? shape.values
    : shape.kind === 'yes_no'
      ? [true, false]
      : shape.kind === 'whole'
        ? [shape.least, ...(shape.nullable ? [null] : [])]
        : [];

describe('sections of a submission and the input of the engine', () => {
  it.each(fields)('carry %s with the same values', (path, field) => {
    const member = memberAt(path);
    expect(member, path).toBeDefined();
    for (const value of valuesOf(field.shape)) {
      // A maximum penalty that is not known would be an incomplete request.
      if (value === null && path === 'offence.maxPenaltyMonthsRequesting') continue;
      expect(member?.safeParse(value).success, `${path} = ${String(value)}`).toBe(true);
    }
    expect(member?.safeParse('no such value').success && field.shape.kind !== 'text_or_null').toBe(false);
    const mayBeLeft = member instanceof z.ZodOptional || (field.shape.kind === 'text_or_null' && member?.safeParse(null).success === true);
    expect(mayBeLeft, `${path} is asked ${field.askedWhen ?? 'always'}`).toBe(field.askedWhen !== null);
  });

  it('know no field that the engine does not, but for words and who tells the person', () => {
    const words = [
      'aim.need',
      'necessity.facts',
      'offence.provision',
      'safeguards.notificationGround',
      'safeguards.notifiedBy',
      'subjects.bestInterests',
      'urgency.facts',
      'urgency.whyTooSlow',
    ];
    const own = Object.entries(RequestSubmission.shape).flatMap(([section, part]) =>
      part instanceof z.ZodObject ? Object.keys(part.shape as object).map((name) => `${section}.${name}`) : [],
    );
    expect(own.filter((path) => !paths.includes(path)).sort()).toEqual(words);
  });

  it('leave the answers of orders and lines to orders and lines', () => {
    const orders = paths.filter((path) => path.startsWith('authorisation.')).map((path) => path.split('.')[1]);
    expect(Object.keys(Authorisation.shape)).toEqual(expect.arrayContaining(orders));
    expect(Object.keys(RequestLine.shape)).toEqual(expect.arrayContaining(['category', 'period', 'origin', 'sensitive']));
  });
});
