/**
 * Kinds of data by how deep they reach into a life: 0 is keeping alone, 7 the whole device or live content.
 * @source exchange 0.7
 */
export const CATEGORY_RUNG = {
  subscriber: 1,
  identification_ip: 2,
  device_identifier: 2,
  image: 2,
  financial: 3,
  authority_record: 3,
  biometric: 4,
  traffic: 4,
  location: 5,
  content_stored: 6,
  content_realtime: 7,
  device_full: 7,
} as const satisfies Record<string, number>;
export type DataCategory = keyof typeof CATEGORY_RUNG;
export const DATA_CATEGORIES = Object.keys(CATEGORY_RUNG) as [DataCategory, ...DataCategory[]];

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
