import { applyDecorators, HttpCode, HttpStatus, SerializeOptions, SetMetadata } from '@nestjs/common';
import * as z from 'zod';

/** Metadata key of what a handler answers. */
export const RETURNS = 'comity:returns';

/** Shape and status of a handler's answer, as the OpenAPI file tells it. */
export interface Answered {
  /** Schema of the whole answer; null where there is none (204). */
  schema: z.ZodType | null;
  status: number;
}

/** A page of a list: `next` is the cursor of the page after it, absent on the last one. */
function pageOf(item: z.ZodType): z.ZodType {
  const pageView = z.object({ items: z.array(item), next: z.string().max(512).optional() });
  return pageView;
}

/**
 * Says what a handler answers; what the schema does not name does not leave. With `list` the answer is `{ items, next? }` of `schema`.
 * `Returns(null)` is an answer without a body, 204.
 */
export function Returns(schema: z.ZodType | null, options: { status?: number; list?: boolean } = {}): MethodDecorator {
  const status = options.status ?? (schema ? HttpStatus.OK : HttpStatus.NO_CONTENT);
  const whole = schema && options.list ? pageOf(schema) : schema;
  const answered: Answered = { schema: whole, status };
  return applyDecorators(HttpCode(status), SetMetadata(RETURNS, answered), ...(whole ? [SerializeOptions({ schema: whole })] : []));
}
