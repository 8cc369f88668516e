/** Places in a draft, as JSON pointers without the leading `#`: `/lines/0/why`. @source RFC 6901 */
export type Pointer = string;

export const partsOf = (pointer: Pointer): string[] => pointer.replace(/^#?\//, '').split('/');

/** The value at a place; undefined where nothing is. */
export const valueAt = (whole: unknown, pointer: Pointer): unknown =>
  partsOf(pointer).reduce<unknown>((inner, key) => (typeof inner === 'object' && inner !== null ? (inner as Record<string, unknown>)[key] : undefined), whole);

/** A copy of `whole` with another value at a place; undefined takes the member away. Sections on the way are made. */
export function withValue<T>(whole: T, pointer: Pointer, value: unknown): T {
  return set(whole, partsOf(pointer), value) as T;
}

function set(inner: unknown, [key = '', ...rest]: readonly string[], value: unknown): unknown {
  if (Array.isArray(inner))
    return inner.map((member, index) => (String(index) === key ? (rest.length > 0 ? set(member, rest, value) : value) : (member as unknown)));
  const { [key]: before, ...others } = (inner ?? {}) as Record<string, unknown>;
  const after = rest.length > 0 ? set(before, rest, value) : value;
  return after === undefined ? others : { ...others, [key]: after };
}

/** Every place with a value that is no section of others. Lists of records are walked, lists of words are one value. */
export function leavesOf(whole: unknown, before = ''): Pointer[] {
  const isRecord = typeof whole === 'object' && whole !== null && !(Array.isArray(whole) && whole.every((one) => typeof one !== 'object'));
  return isRecord ? Object.entries(whole).flatMap(([key, value]) => leavesOf(value, `${before}/${key}`)) : [before];
}
