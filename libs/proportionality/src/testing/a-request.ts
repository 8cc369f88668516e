import * as fc from 'fast-check';
import { type Shape } from '../fields/field.js';
import { type AssessmentInput, INPUT_FIELDS, type InputPath, type SectionName } from '../fields/input-fields.js';
import { TRI } from '../value-lists.js';
import { BASELINE, patched } from './design-data.js';

function aValue(shape: Shape): fc.Arbitrary<unknown> {
  switch (shape.kind) {
    case 'one_of':
      return fc.constantFrom(...shape.values);
    case 'many_of':
      return fc.uniqueArray(fc.constantFrom(...shape.values), { minLength: shape.least, maxLength: 4 });
    case 'whole': {
      // Numbers that matter lie near the thresholds, so most are small.
      const number = fc.oneof(fc.integer({ min: shape.least, max: 40 }), fc.integer({ min: shape.least, max: shape.most ?? 2000 }));
      return shape.nullable ? fc.option(number) : number;
    }
    case 'yes_no':
      return fc.boolean();
    case 'text':
      return shape.pattern === null ? fc.string({ minLength: 1, maxLength: 8 }) : fc.constantFrom('KE', 'SE', 'XA');
    case 'text_or_null':
      return fc.option(fc.string({ maxLength: 8 }));
    case 'texts':
      return fc.array(fc.string({ minLength: 1, maxLength: 8 }), { maxLength: 3 });
  }
}

/** The same request with another answer at one path. */
export function withAnswer(input: AssessmentInput, path: InputPath, value: unknown): AssessmentInput {
  const [section, name] = path.split('.') as [SectionName, string];
  return { ...input, [section]: { ...input[section], [name]: value } };
}

const anAnswer = fc.constantFrom(...INPUT_FIELDS).chain(({ path, shape }) => fc.tuple(fc.constant(path), aValue(shape)));
const withAnswers = (count: number) =>
  fc.array(anAnswer, { maxLength: count }).map((answers) => answers.reduce((input, [path, value]) => withAnswer(input, path, value), BASELINE));
const anything = fc
  .tuple(...INPUT_FIELDS.map(({ shape }) => aValue(shape)))
  .map((values) => INPUT_FIELDS.reduce((input, { path }, index) => withAnswer(input, path, values[index]), BASELINE));

/** A valid input: mostly a good request with a few answers changed, sometimes one in which every answer is random. */
export const aRequest = (): fc.Arbitrary<AssessmentInput> =>
  fc.oneof({ arbitrary: withAnswers(8), weight: 6 }, { arbitrary: withAnswers(40), weight: 2 }, { arbitrary: anything, weight: 1 });

const URGENT = {
  request: { track: 'urgent' },
  urgency: { threat: 'life', horizonHours: 12, substantiated: 'yes', ordinaryRouteTooSlow: 'yes', exPostReviewBooked: 'yes' },
};

/** Fields that are answered by yes, no or unknown. */
export const TRI_PATHS: readonly InputPath[] = INPUT_FIELDS.filter(
  ({ shape }) => shape.kind === 'one_of' && shape.values.length === 3 && TRI.every((answer) => shape.values.includes(answer)),
).map(({ path }) => path);

/** One good request a category, on both tracks: the ground on which single answers are swept. */
export const SWEPT: readonly AssessmentInput[] = INPUT_FIELDS.flatMap(({ path, shape }) =>
  path === 'data.categories' && shape.kind === 'many_of'
    ? shape.values.flatMap((category) => [patched({ data: { categories: [category] } }), patched({ data: { categories: [category] }, ...URGENT })])
    : [],
);
