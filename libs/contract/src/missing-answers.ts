import { needsPeriod } from '@comity/casework';
import { RequestSubmission, type RequestDraft } from './requests.js';
import { ASKED_WHEN, countsDays, isIntrusive, type FormLaw } from './asked-when.js';

/** Sections that a submission has, so that an absent one is told field by field. */
const SECTIONS = ['legalBasis', 'offence', 'aim', 'data', 'subjects', 'selection', 'expression', 'necessity', 'safeguards', 'transfer', 'urgency'] as const;
const pointerOf = (path: readonly PropertyKey[]): string => `#/${path.map(String).join('/')}`;
const at = (value: unknown, path: readonly PropertyKey[]): unknown =>
  path.reduce<unknown>((inner, key) => (typeof inner === 'object' && inner !== null ? (inner as Record<PropertyKey, unknown>)[key] : undefined), value);

/**
 * Every required answer that is left out, as JSON pointers, in the order of the form. A value that is there but wrong is not this function's to say: the
 * contract refuses it before.
 * @source exchange.md 1.12, 1.13; proportionality.md 3
 */
export function missingAnswers(draft: RequestDraft, law: FormLaw): string[] {
  const whole = { ...Object.fromEntries(SECTIONS.map((section) => [section, {}])), ...draft };
  const issues = RequestSubmission.safeParse(whole).error?.issues ?? [];
  const always = issues.filter((issue) => at(whole, issue.path) === undefined).map((issue) => pointerOf(issue.path));
  const asked = Object.entries(ASKED_WHEN).flatMap(([pointer, when]) =>
    when(draft, law) && at(draft, pointer.slice(2).split('/')) === undefined ? [pointer] : [],
  );
  return [
    ...new Set([...always, ...asked, ...(draft.lines?.length === 0 ? ['#/lines'] : []), ...citation(draft), ...(draft.lines ?? []).flatMap(lineAnswers)]),
  ];
}

/** A basis that is said to exist is named. */
const citation = (draft: RequestDraft): string[] => (draft.legalBasis?.exists === 'yes' && draft.legalBasis.citation === null ? ['#/legalBasis/citation'] : []);

/** What one line needs by its category. */
function lineAnswers(line: NonNullable<RequestDraft['lines']>[number], index: number): string[] {
  const lacks: string[] = [];
  if (line.category === undefined) return lacks;
  if (line.period === null && needsPeriod(line.category)) lacks.push('period');
  if (line.category === 'identification_ip' && line.toleranceS === undefined) lacks.push('toleranceS');
  if (isIntrusive(line) && line.origin === undefined) lacks.push('origin');
  if (countsDays(line) && line.fromFact === undefined) lacks.push('fromFact');
  if (countsDays(line) && line.toFact === undefined && line.period && line.period.from !== line.period.to) lacks.push('toFact');
  if ((line.sensitive?.length ?? 0) > 0 && line.strictNecessity === undefined) lacks.push('strictNecessity');
  return lacks.map((field) => `#/lines/${index}/${field}`);
}
