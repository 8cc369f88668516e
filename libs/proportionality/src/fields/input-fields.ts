import { AIM_FIELDS, OFFENCE_FIELDS, REQUEST_FIELDS } from './case-fields.js';
import { DATA_FIELDS, EXPRESSION_FIELDS, SELECTION_FIELDS, SUBJECTS_FIELDS } from './data-fields.js';
import { type Field } from './field.js';
import { AUTHORISATION_FIELDS, LEGAL_BASIS_FIELDS, NECESSITY_FIELDS } from './grounds-fields.js';
import { SAFEGUARDS_FIELDS, TRANSFER_FIELDS, URGENCY_FIELDS } from './guarantees-fields.js';

/** The only version of the input that this engine reads. */
export const SCHEMA_VERSION = '1.0';

/**
 * Every field of the input by section. Forms, the wire and the platform read this table; the engine validates by it.
 * @source proportionality 3
 */
export const INPUT_SECTIONS = {
  request: REQUEST_FIELDS,
  offence: OFFENCE_FIELDS,
  aim: AIM_FIELDS,
  data: DATA_FIELDS,
  subjects: SUBJECTS_FIELDS,
  selection: SELECTION_FIELDS,
  expression: EXPRESSION_FIELDS,
  necessity: NECESSITY_FIELDS,
  legalBasis: LEGAL_BASIS_FIELDS,
  authorisation: AUTHORISATION_FIELDS,
  safeguards: SAFEGUARDS_FIELDS,
  transfer: TRANSFER_FIELDS,
  urgency: URGENCY_FIELDS,
} as const;

type Sections = typeof INPUT_SECTIONS;
export type SectionName = keyof Sections;
type ValueOf<F> = F extends Field<infer T> ? T : never;

/** The answers about one data request, or about the part of it that an officer means to grant. Every key is present, no other is allowed. */
export type AssessmentInput = { readonly schemaVersion: typeof SCHEMA_VERSION } & {
  readonly [S in SectionName]: { readonly [F in keyof Sections[S]]: ValueOf<Sections[S][F]> };
};

/** Dotted name of a field, like `data.periodDays`. */
export type InputPath = { [S in SectionName]: `${S}.${keyof Sections[S] & string}` }[SectionName];

export interface InputField extends Field<unknown> {
  readonly path: InputPath;
}

/** The hundred and eleven fields in one list, in the order in which they are asked. Beside them stands the constant `schemaVersion`. */
export const INPUT_FIELDS: readonly InputField[] = Object.entries(INPUT_SECTIONS).flatMap(([section, fields]) =>
  Object.entries(fields as Record<string, Field<unknown>>).map(([name, field]) => ({ ...field, path: `${section}.${name}` as InputPath })),
);

/** Fields with the answers yes, no and unknown whose favourable answer is no; of all others it is yes. @source proportionality 3 */
export const FAVOURABLE_NO: readonly InputPath[] = [
  'selection.proxyRisk',
  'necessity.lessIntrusiveAvailable',
  'offence.consensualPeers',
  'transfer.purposeChange',
];

/** Paths taken apart once: an assessment looks some hundred and fifty answers up. */
const PLACES: ReadonlyMap<InputPath, readonly string[]> = new Map(INPUT_FIELDS.map(({ path }) => [path, path.split('.')]));

/** The value that stands at a path of a valid input. */
export function valueAt(input: AssessmentInput, path: InputPath): unknown {
  const [section, name] = PLACES.get(path) as [SectionName, string];
  return (input[section] as Record<string, unknown>)[name];
}
