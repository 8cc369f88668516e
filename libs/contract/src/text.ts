import * as z from 'zod';

/**
 * Classes of text and value that come in. A refusal carries a code in `params.code`, never the text itself.
 * @source security 5.4 to 5.6
 */
const OPAQUE_RUN = /[A-Za-z0-9+/=_-]{120,}/;
const DATA_ADDRESS = /data:[a-z0-9.+-]+\/[a-z0-9.+-]+[;,]/i;
const CONTROL_BUT_LINE_FEED = /(?!\n)\p{Cc}/u;
const CONTROL_OR_FORMAT = /[\p{Cc}\p{Cf}]/u;

type Check = readonly [code: string, holds: (value: string) => boolean];
const WELL_FORMED: Check = ['surrogate', (value) => value.isWellFormed()];
const NO_MEDIA: readonly Check[] = [
  ['media', (value) => !DATA_ADDRESS.test(value)],
  ['opaque-blob', (value) => !OPAQUE_RUN.test(value)],
];

const checked = <T extends z.ZodType<string>>(schema: T, checks: readonly Check[]): T =>
  checks.reduce((made, [code, holds]) => made.refine(holds, { message: code, params: { code } }), schema);

/** Free text of a person, at most `max` characters: brought to NFC, line feeds kept, direction marks kept, no other control character, no hidden media. */
export const text = (max: number) =>
  checked(z.string().min(1).max(max).normalize('NFC'), [
    WELL_FORMED,
    ['control', (value) => !CONTROL_BUT_LINE_FEED.test(value)],
    ['blank', (value) => value.trim() !== ''],
    ...NO_MEDIA,
  ]);

/** A name, title or reference, at most `max` characters: one line, NFC, no control or format character, no surrounding or double space. */
export const label = (max: number) =>
  checked(z.string().min(1).max(max).normalize('NFC'), [
    WELL_FORMED,
    ['control', (value) => !CONTROL_OR_FORMAT.test(value)],
    ['spaces', (value) => value === value.trim() && !/\s{2,}/.test(value)],
    ...NO_MEDIA,
  ]);

/** A code of a list that a corridor, service or profile may extend. */
export const code = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9_.:/@+-]{0,63}$/);

/** Where in a text the first format or control character stands, counted in characters from 0; -1 if nowhere. */
export const formatCharacterAt = (value: string): number => [...value].findIndex((character) => CONTROL_OR_FORMAT.test(character));

/** An identifier exactly as it was received: never normalised here. Invisible characters are refused, `params.position` says where. */
export const identifierRaw = z
  .string()
  .min(1)
  .max(2048)
  .superRefine((value, context) => {
    const position = formatCharacterAt(value);
    if (!value.isWellFormed()) context.addIssue({ code: 'custom', message: 'surrogate', params: { code: 'surrogate' } });
    else if (position >= 0) context.addIssue({ code: 'custom', message: 'format-character', params: { code: 'format-character', position } });
  });

/** A UUID in lower case; the nil UUID is none. */
export const id = z.string().regex(/^(?!0{8}-0{4}-0{4}-0{4}-0{12}$)[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);

/** SHA-256 as 64 hexadecimal digits in lower case. */
export const hash = z.string().regex(/^[0-9a-f]{64}$/);

/** Code of a jurisdiction. */
export const jurisdiction = z.string().regex(/^[A-Z]{2}$/);

/** Language of a text, BCP 47. */
export const lang = z.string().regex(/^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}$/);

/** IANA name of a time zone, or UTC. */
export const zone = z.string().regex(/^(UTC|[A-Za-z_]{1,32}(\/[A-Za-z0-9_+-]{1,32}){1,2})$/);

const isRealDay = (value: string): boolean => {
  const [year = 0, month = 0, day = 0] = value.slice(0, 10).split('-').map(Number);
  const date = new Date(Date.UTC(year, month - 1, day));
  return year >= 1900 && year <= 2100 && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
};

/** A plain date of the years 1900 to 2100 that exists. */
export const date = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}$/)
  .refine(isRealDay, { message: 'day', params: { code: 'day' } });

/** RFC 3339 with capital T and Z or an offset from -12:00 to +14:00, at most three decimals, a day that exists. */
export const instant = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}T([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d{1,3})?(Z|\+(0\d|1[0-3]):[0-5]\d|\+14:00|-(0\d|1[01]):[0-5]\d|-12:00)$/)
  .refine(isRealDay, { message: 'day', params: { code: 'day' } });

/** Answer to a question that may be unknown. */
export const TRI = ['yes', 'no', 'unknown'] as const;
export const tri = z.enum(TRI);
export type Tri = z.infer<typeof tri>;
