import { type DataCategory, needsPeriod } from '@comity/casework';
import { type RequestDraft, type RequestLine } from '@comity/contract';

type Line = NonNullable<RequestDraft['lines']>[number];

/**
 * The kind of data that would be asked for instead, one rung lower on the way that leads to the same person. Below subscriber data only keeping is left,
 * which is a measure for the whole request.
 * @source experience.md 1.17; exchange.md 0.7
 */
const LOWER: Readonly<Record<DataCategory, DataCategory | null>> = {
  device_full: 'content_stored',
  content_realtime: 'content_stored',
  content_stored: 'traffic',
  location: 'traffic',
  traffic: 'identification_ip',
  biometric: 'image',
  financial: 'subscriber',
  authority_record: 'subscriber',
  image: 'subscriber',
  device_identifier: 'subscriber',
  identification_ip: 'subscriber',
  subscriber: null,
};
export const lowerOf = (category: DataCategory): DataCategory | null => LOWER[category];

/** The same line on another rung. What was said for the deeper one is asked again; an instant is not made out of a stretch of days. */
export function onRung({ line, identifier, subject, sensitive, collateral, period }: Line, category: DataCategory): Line {
  const isInstant = period?.from !== undefined && period.from === period.to;
  const kept = !needsPeriod(category) ? { period: null } : period && (category !== 'identification_ip' || isInstant) ? { period } : {};
  return { ...(line ? { line } : {}), identifier, ...(subject ? { subject } : {}), category, sensitive, ...(collateral ? { collateral } : {}), ...kept };
}

/** Each line one rung lower, by its number, as far as there is a lower one. */
export const lowerLines = (lines: readonly RequestLine[]): ReadonlyMap<number, RequestLine> =>
  new Map(
    lines.flatMap((line) => {
      const lower = lowerOf(line.category);
      return lower ? [[line.line, { ...line, period: null, ...onRung(line, lower) } as RequestLine]] : [];
    }),
  );
