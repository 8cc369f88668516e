import { ROUTES } from '@comity/casework';
import * as z from 'zod';

const severity = z.int().min(0).max(6);

/** One check that says something, with the question to the person and what would cure it. */
export const CheckResultView = z.object({
  check: z.string().max(16),
  limb: z.string().max(32),
  severity,
  status: z.enum(['pass', 'note', 'flag', 'fail']),
  paths: z.array(z.string().max(64)).max(50),
  question: z.string().max(1000),
  sources: z.array(z.string().max(300)).max(20),
  cure: z.string().max(1000),
  absolute: z.boolean(),
  profile: z.string().max(32),
});
export type CheckResultView = z.infer<typeof CheckResultView>;

const assessmentView = { route: z.enum(ROUTES), severity, because: z.array(z.string().max(16)).max(79), results: z.array(CheckResultView).max(79) };

/**
 * What screening found: for the whole request, for each line alone, and for all open requests of the case. No value of it means approval.
 * @source exchange 1.15
 */
export const ScreeningView = z
  .object({
    id: z.string().max(36),
    request: z.string().max(36),
    requestVersion: z.int().min(1),
    version: z.int().min(1),
    engine: z.string().max(32),
    profiles: z.array(z.string().max(32)).max(10),
    inputHash: z.string().max(64),
    screeningHash: z.string().max(64),
    ...assessmentView,
    lines: z.array(z.object({ line: z.int().min(1), ...assessmentView })).max(50),
    /** All open requests of the case as one; null where there is only this one. */
    joint: z.object({ requests: z.int().min(2), ...assessmentView }).nullable(),
    alternatives: z.array(z.object({ id: z.string().max(64), route: z.enum(ROUTES), severity })).max(50),
    notices: z.array(z.string().max(16)).max(10),
    at: z.string().max(32),
  })
  .meta({ id: 'Screening' });
export type ScreeningView = z.infer<typeof ScreeningView>;
