import { RequestSubmission, TRI } from '@comity/contract';
import * as z from 'zod';
import { partsOf, type Pointer } from './pointers';

/** How a question is answered. `optional` may be left out, `nullable` may be answered with "none". */
export interface Control {
  kind: 'tri' | 'yesNo' | 'choice' | 'many' | 'number' | 'line' | 'words' | 'list' | 'day' | 'code';
  values: readonly string[];
  most: number | undefined;
  optional: boolean;
  nullable: boolean;
}

/** Texts above this many characters get room for several lines. */
const ONE_LINE = 300;

/** The control that a field of the submission needs, read from its schema. */
export function controlOf(pointer: Pointer): Control {
  let schema: z.ZodType = RequestSubmission;
  const found = { optional: false, nullable: false };
  for (const key of partsOf(pointer)) {
    const outer = inner(schema, { optional: false, nullable: false });
    schema = (outer instanceof z.ZodArray ? outer.element : (outer as z.ZodObject).shape[key]) as z.ZodType;
    schema = inner(schema, Object.assign(found, { optional: false, nullable: false }));
  }
  return { ...kindOf(schema), ...found };
}

function inner(schema: z.ZodType, found: { optional: boolean; nullable: boolean }): z.ZodType {
  if (schema instanceof z.ZodOptional) return inner(schema.unwrap() as z.ZodType, Object.assign(found, { optional: true }));
  if (schema instanceof z.ZodNullable) return inner(schema.unwrap() as z.ZodType, Object.assign(found, { nullable: true }));
  return schema;
}

function kindOf(schema: z.ZodType): Pick<Control, 'kind' | 'values' | 'most'> {
  if (schema instanceof z.ZodBoolean) return { kind: 'yesNo', values: [], most: undefined };
  if (schema instanceof z.ZodNumber) return { kind: 'number', values: [], most: schema.maxValue ?? undefined };
  if (schema instanceof z.ZodArray) {
    const { element } = schema;
    return element instanceof z.ZodEnum
      ? { kind: 'many', values: element.options.map(String), most: undefined }
      : { kind: 'list', values: [], most: undefined };
  }
  if (schema instanceof z.ZodEnum) {
    const values = schema.options.map(String);
    return { kind: values.join() === TRI.join() ? 'tri' : 'choice', values, most: undefined };
  }
  const most = schema instanceof z.ZodString ? (schema.maxLength ?? undefined) : undefined;
  // Of the texts without a length, codes are two letters; the others are days and instants.
  const kind = most === undefined ? (schema.safeParse('KE').success ? 'code' : 'day') : most >= ONE_LINE ? 'words' : 'line';
  return { kind, values: [], most };
}
