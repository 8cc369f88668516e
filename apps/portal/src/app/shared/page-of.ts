import * as z from 'zod';

/** A page of a list: `next` is the cursor of the page after it, absent on the last one. */
export function pageOf<T extends z.ZodType>(item: T) {
  const pageView = z.object({ items: z.array(item), next: z.string().optional() });
  return pageView;
}

/** Query of a page; the first one has none. */
export const pageParams = (cursor: string | undefined): Record<string, string> => (cursor ? { cursor } : {});
