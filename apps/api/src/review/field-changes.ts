import { type Json } from '@comity/transparency-log';

/** One place of a submission that differs between two versions. Null stands for what is not there. */
export interface FieldChange {
  /** JSON pointer into the submission. */
  path: string;
  before: Json;
  after: Json;
}

type Value = Json | undefined;
const isTree = (value: Value): value is { readonly [name: string]: Json } => typeof value === 'object' && value !== null && !Array.isArray(value);
const escaped = (name: string): string => name.replaceAll('~', '~0').replaceAll('/', '~1');

/**
 * Places where two submissions differ, each as far down as it goes: members by name, lines and orders by their place in the list, lists of plain values whole.
 * @example fieldChanges({ a: { b: 1 } }, { a: { b: 2 } }) // [{ path: '/a/b', before: 1, after: 2 }]
 */
export function fieldChanges(before: Value, after: Value, path = ''): FieldChange[] {
  if (isTree(before) && isTree(after))
    return [...new Set([...Object.keys(before), ...Object.keys(after)])]
      .sort()
      .flatMap((name) => fieldChanges(before[name], after[name], `${path}/${escaped(name)}`));
  if (Array.isArray(before) && Array.isArray(after) && [...before, ...after].every(isTree))
    return Array.from({ length: Math.max(before.length, after.length) }, (_, at) => fieldChanges(before[at], after[at], `${path}/${at}`)).flat();
  return JSON.stringify(before) === JSON.stringify(after) ? [] : [{ path, before: before ?? null, after: after ?? null }];
}
