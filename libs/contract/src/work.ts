import { TRACKS } from '@comity/casework';
import * as z from 'zod';
import { ClockView } from './clock.js';

/** What somebody has to do, or waits for, with a record. */
export const WORK_PARTS = [
  'finish_referral',
  'correct_referral',
  'approve_referral',
  'take_receipt',
  'accept_referral',
  'follow_referral',
  'finish_request',
  'answer_questions',
  'follow_request',
  'close_request',
  'take_up',
  'answer_lines',
  'send_answer',
  'read_answer',
  'receipt_answer',
] as const;
export type WorkPart = (typeof WORK_PARTS)[number];

/** One thing that waits. `kind` says under which collection `id` opens: an `answer` is a request that holds for the own agency. No content. */
export const WorkRowView = z
  .object({
    kind: z.enum(['referral', 'request', 'answer']),
    id: z.string().max(36),
    ref: z.string().max(32),
    from: z.string().max(2),
    to: z.string().max(2).nullable(),
    state: z.string().max(32),
    track: z.enum(TRACKS).nullable(),
    part: z.enum(WORK_PARTS),
    /** Lines that the part is about. */
    lines: z.int().min(0).nullable(),
    /** Kind of source of a referral. */
    source: z.string().max(32).nullable(),
    since: z.string().max(32),
    clock: ClockView.nullable(),
  })
  .meta({ id: 'WorkRow' });
export type WorkRowView = z.infer<typeof WorkRowView>;
