import * as z from 'zod';
import { PROBLEM_CODES } from './problems.js';

/** Errors in one answer at most. */
export const PROBLEM_ERRORS_MAX = 20;

/** A refusal as it travels: `application/problem+json`, RFC 9457. */
export const ProblemView = z
  .object({
    type: z.string().max(128),
    title: z.string().max(128),
    status: z.int().min(400).max(599),
    detail: z.string().max(1000),
    instance: z.string().max(128),
    code: z.enum(PROBLEM_CODES),
    rules: z.array(z.string().max(128)).max(50).optional(),
    errors: z
      .array(z.object({ pointer: z.string().max(512), code: z.string().max(128), detail: z.string().max(1000) }))
      .max(PROBLEM_ERRORS_MAX)
      .optional(),
  })
  .meta({ id: 'Problem' });
export type ProblemView = z.infer<typeof ProblemView>;
