import { DATA_CATEGORIES, type DataCategory, RUNGS } from '@comity/proportionality/lists';

export { DATA_CATEGORIES, type DataCategory };

/**
 * Kinds of data by how deep they reach into a life: 0 is keeping alone, 7 the whole device or live content. The engine grades by the same rungs.
 * @source exchange 0.7
 */
export const CATEGORY_RUNG: Readonly<Record<DataCategory, number>> = RUNGS;

/** Categories whose answer travels as rows inside Comity; the others are recorded only, and go by other ways. */
export const ROW_CATEGORIES = [
  'subscriber',
  'identification_ip',
  'device_identifier',
  'financial',
  'authority_record',
  'traffic',
  'location',
] as const satisfies readonly DataCategory[];

/** Categories that make no sense without a time. */
export const needsPeriod = (category: DataCategory): boolean => category !== 'subscriber';
