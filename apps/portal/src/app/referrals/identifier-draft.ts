import { type IdentifierLineView, type IdentifierView, type ReferralDraft } from '@comity/contract';

export type IdentifierPart = NonNullable<ReferralDraft['identifiers']>[number];

/** An identifier that stands in the draft already; only what a person may change about it is written. */
export interface Standing {
  view: IdentifierView;
  subject: string;
  /** A person looked at a value that failed its check, and keeps it. */
  verified: boolean;
}

/** A pasted line as the server read it, with the key that it gets in the draft. */
export interface Pasted {
  key: string;
  read: IdentifierLineView;
  subject: string;
}

/** `taken`: goes into the draft. `twice`: stands there already. `needs`: somebody must say the type. `refused`: cannot be kept. */
export type Fate = 'taken' | 'twice' | 'needs' | 'refused';

/** What becomes of a line, next to what stands in the draft and to the lines before it. */
export function fateOf({ read }: Pasted, standing: readonly Standing[], before: readonly Pasted[]): Fate {
  if (read.refused) return 'refused';
  if (read.type === null || read.reason === 'more_than_one_value') return 'needs';
  const isSame = (type: string, value: string, port: number | null, from?: string): boolean =>
    type === read.type && value === (read.normal ?? read.raw) && port === read.port && from === read.seen?.from;
  const stands = standing.some(({ view }) => isSame(view.type, view.normal ?? view.raw, view.port, view.seen?.from));
  const repeats = before.some((one) => one.read.type !== null && isSame(one.read.type, one.read.normal ?? one.read.raw, one.read.port, one.read.seen?.from));
  return stands || repeats ? 'twice' : 'taken';
}

/** The list as it is sent: what stands by its name alone, so that what was read beside it stays. */
export const partsToSend = (standing: readonly Standing[], taken: readonly Pasted[]): IdentifierPart[] => [
  ...standing.map(({ view: { key, type, raw }, subject, verified }) => ({
    key,
    type: type as IdentifierPart['type'],
    raw,
    ...(subject ? { subject } : {}),
    ...(verified ? { verifiedByPerson: true } : {}),
  })),
  ...taken.flatMap(({ key, subject, read: { type, raw, service, country, port, seen } }) =>
    type === null
      ? []
      : [
          {
            key,
            type,
            raw,
            ...(service ? { service } : {}),
            ...(country ? { country } : {}),
            ...(port === null ? {} : { port }),
            ...(seen ? { seen } : {}),
            ...(subject ? { subject } : {}),
          },
        ],
  ),
];

/** Lines that did not go into the draft, as CSV with their numbers. */
export function rejectsCsv(lines: readonly { pasted: Pasted; fate: Fate }[]): string {
  const quoted = (text: string): string => `"${text.replaceAll('"', '""')}"`;
  const rows = lines
    .filter(({ fate }) => fate !== 'taken')
    .map(({ pasted: { read }, fate }) => [String(read.line), read.raw, fate, read.refused ?? read.reason ?? '']);
  return [['line', 'value', 'fate', 'reason'], ...rows].map((cells) => cells.map(quoted).join(',')).join('\r\n');
}
