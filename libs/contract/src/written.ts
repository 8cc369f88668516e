import * as z from 'zod';

const logView = z.object({ entryId: z.string().max(20), leafHash: z.string().max(64) });
const written = { id: z.string().max(64), ref: z.string().max(32), state: z.string().max(64), version: z.int().min(0) };

/**
 * What every write answers. `log` names the entry that the act left; a draft's save leaves none.
 * @source outside 5
 */
export const WrittenView = z.object({ ...written, log: logView.optional() }).meta({ id: 'Written' });
export type Written = z.infer<typeof WrittenView>;

/** What an import answers: how many identifiers it read, what it warns of, and which elements it does not know. */
export const ImportWrittenView = z
  .object({
    ...written,
    log: logView.optional(),
    identifiers: z.int().min(0),
    warnings: z.array(z.string().max(200)).max(200),
    unknownElements: z.object({ count: z.int().min(0), names: z.array(z.string().max(128)).max(100) }),
  })
  .meta({ id: 'ImportWritten' });
export type ImportWritten = z.infer<typeof ImportWrittenView>;

/** Body of an act that needs no words: the empty object. */
export const NoWords = z.strictObject({});
export type NoWords = z.infer<typeof NoWords>;

/** Place in a list and size of a page. In a query everything is text, so the size is a text with a pattern that becomes a number. */
export const ListQuery = z.strictObject({
  cursor: z
    .string()
    .regex(/^[A-Za-z0-9_.-]{1,512}$/)
    .optional(),
  limit: z
    .string()
    .regex(/^([1-9]\d?|1\d\d|200)$/)
    .transform(Number)
    .optional(),
});
export type ListQuery = z.infer<typeof ListQuery>;
