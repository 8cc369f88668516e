import { REVIEWER_FIELDS } from '@comity/casework';
import { type AssessmentInput } from '@comity/proportionality';
import { type AnswerCorrection } from '@comity/contract';

type Answer = AnswerCorrection['answers'][number];
type Sections = Record<string, Record<string, unknown>>;

/** Whether the input has this field at all. */
export const hasField = (input: AssessmentInput, path: string): boolean => {
  const [section = '', field = ''] = path.split('.');
  const sections = input as unknown as Sections;
  return Object.hasOwn(sections, section) && typeof sections[section] === 'object' && Object.hasOwn(sections[section], field);
};

/** The input with these answers in place of those that stood there. */
export function withAnswers(input: AssessmentInput, answers: readonly Answer[]): AssessmentInput {
  const changed = structuredClone(input) as unknown as Sections;
  for (const { path, value } of answers) {
    const [section = '', field = ''] = path.split('.');
    changed[section]![field] = value;
  }
  return changed as unknown as AssessmentInput;
}

/** Values of the reviewer's own fields that no list has, as paths. */
export const unusableAnswers = (input: AssessmentInput, answers: readonly Answer[]): string[] =>
  answers
    .filter(({ path, value }) => {
      const own = REVIEWER_FIELDS.find((field) => field.path === path);
      return own ? !(own.values as readonly unknown[]).includes(value) : !hasField(input, path) || path.startsWith('request.');
    })
    .map(({ path }) => path);
