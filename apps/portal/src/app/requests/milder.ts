import { type RequestDraft } from '@comity/contract';
import { type AlternativeId } from '@comity/proportionality';
import { onRung } from './lower-rung';
import { type Pointer, withValue } from './pointers';

type Line = NonNullable<RequestDraft['lines']>[number];
const DAY_MS = 86_400_000;
const MOST_DAYS = 30;

/** One line for each identifier, all on the same rung. */
const onOneRung = (lines: readonly Line[], category: 'subscriber' | 'identification_ip'): Line[] =>
  lines.filter((line, place) => lines.findIndex(({ identifier }) => identifier === line.identifier) === place).map((line) => onRung(line, category));

/** The last thirty days that are asked about. A line that lies wholly before them loses its period, which is then asked again. */
function inThirtyDays(lines: readonly Line[]): Line[] {
  const ends = lines.flatMap(({ period }) => (period?.to ? [Date.parse(period.to)] : []));
  const start = Math.max(...ends) - (MOST_DAYS - 1) * DAY_MS;
  const from = `${new Date(start).toISOString().slice(0, 10)}T00:00:00Z`;
  return lines.map(({ period, fromFact, ...line }) => {
    if (!period?.from || !period.to || Date.parse(period.from) >= Date.parse(from))
      return { ...line, ...(period === undefined ? {} : { period }), ...(fromFact ? { fromFact } : {}) };
    return Date.parse(period.to) < Date.parse(from) ? line : { ...line, period: { ...period, from } };
  });
}

function aboutOne([first, ...rest]: readonly Line[]): Line[] {
  if (!first) return [];
  return [first, ...rest.filter(({ identifier }) => identifier === first.identifier)].map(({ collateral: _others, ...line }) => line);
}

/** What each variant makes of the lines. Keeping changes none. */
const LINES: Readonly<Record<AlternativeId, (lines: readonly Line[]) => Line[]>> = {
  'ALT-PRESERVE': (lines) => [...lines],
  'ALT-SUBSCRIBER': (lines) => onOneRung(lines, 'subscriber'),
  'ALT-IDENT': (lines) => onOneRung(lines, 'identification_ip'),
  'ALT-30D': inThirtyDays,
  'ALT-ONE': aboutOne,
};

/** Answers about how much is asked; a narrower request is asked about them again. @source proportionality.md 16 */
const ASKED_AGAIN: readonly Pointer[] = [
  '/necessity/suitable',
  '/necessity/categoriesJustified',
  '/necessity/scopeMinimised',
  '/necessity/lessIntrusiveAvailable',
  '/data/periodLinkedToFacts',
];

/** The draft with a milder variant in it, as an act of the officer. Orders keep naming the lines that are left. @source proportionality.md 10, 16 */
export function milder(draft: RequestDraft, id: AlternativeId): RequestDraft {
  const lines = LINES[id](draft.lines ?? []).map((line, place) => ({ ...line, line: place + 1 }));
  const orders = draft.authorisations?.map((order) => ({ ...order, ...(order.covers ? { covers: order.covers.filter((line) => line <= lines.length) } : {}) }));
  const asked = ASKED_AGAIN.reduce((left, pointer) => withValue(left, pointer, undefined), { ...draft, lines, ...(orders ? { authorisations: orders } : {}) });
  if (id === 'ALT-PRESERVE') return { ...asked, measure: 'preserve' };
  if (id !== 'ALT-ONE') return asked;
  const { bystanders: _estimate, ...subjects } = asked.subjects ?? {};
  return { ...asked, subjects: { ...subjects, count: 1, targeting: 'identified_identifier' } };
}
