import { partsOf, type Pointer } from './pointers';

/** Lists whose words every area shares, by the last member of the pointer. */
const SHARED: Readonly<Record<string, string>> = {
  '/track': 'words.track.',
  '/channel': 'words.channel.',
  '/offence/category': 'words.offence.',
  '/aim/kind': 'words.aim.',
  '/aim/harmStatus': 'words.harm.',
  '/subjects/role': 'words.subjectRole.',
  '/lines/category': 'words.category.',
};
const TRI: readonly string[] = ['yes', 'no', 'unknown'];

/** The pointer without places in lists: `/lines/why` for every line. */
export const kindOf = (pointer: Pointer): string => pointer.replace(/\/\d+/g, '');

/** Key of the words for one value of a list. */
export function wordOf(pointer: Pointer, value: string): string {
  const shared = SHARED[kindOf(pointer)];
  if (shared) return shared + value;
  return TRI.includes(value) ? 'requests.tri.' + value : 'requests.value.' + (partsOf(pointer).at(-1) ?? '') + '.' + value;
}
