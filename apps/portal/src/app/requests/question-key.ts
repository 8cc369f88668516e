import { partsOf, type Pointer } from './pointers';
import { kindOf } from './value-words';

/** Lists that are asked about by cards of their own. */
const WHOLE: Readonly<Record<string, string>> = {
  '/lines': 'requests.part.lines',
  '/lines/period': 'requests.line.period',
  '/lines/identifier': 'requests.builder.identifiers',
  '/authorisations': 'requests.order.title',
  '/authorisations/covers': 'requests.order.covers',
  '/holdingAgency': 'requests.start.holding',
};

/** Key of the words that ask for a place of the draft. */
export function questionKey(pointer: Pointer): string {
  const kind = kindOf(pointer);
  const [, list, part] = kind.split('/');
  const inside = list === 'lines' && (part === 'period' || part === 'filter') ? '/lines/period' : kind;
  return WHOLE[inside] ?? 'requests.ask.' + partsOf(kind).join('_');
}
