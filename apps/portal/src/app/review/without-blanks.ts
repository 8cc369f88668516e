/** The value without blank texts, empty members of `undefined` and list items that became empty: a draft says nothing rather than an empty text. */
export function withoutBlanks<T>(value: T): T {
  if (Array.isArray(value)) return value.map((item) => withoutBlanks<unknown>(item)) as T;
  if (typeof value !== 'object' || value === null) return value;
  const members = Object.entries(value).filter(([, member]) => member !== undefined && !(typeof member === 'string' && member.trim() === ''));
  return Object.fromEntries(members.map(([name, member]) => [name, withoutBlanks<unknown>(member)])) as T;
}
