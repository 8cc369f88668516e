import { CLOCK_UNITS, type HouseReading } from '@comity/casework';
import * as z from 'zod';

/** A clock as it stood when it was read. `leftS` is in seconds, below zero once it is over; `zone` is that of the one who owes. @source exchange 3.1 */
export const ClockView = z
  .object({
    rule: z.string().max(64),
    state: z.enum(['running', 'paused', 'met', 'missed']),
    startedAt: z.string().max(32),
    dueAt: z.string().max(32),
    leftS: z.int(),
    usedPercent: z.int().min(0).max(100),
    length: z.int().min(1),
    unit: z.enum(CLOCK_UNITS),
    zone: z.string().max(64),
    status: z.enum(['confirmed', 'summary', 'unconfirmed', 'house']),
  })
  .meta({ id: 'Clock' });
export type ClockView = z.infer<typeof ClockView>;

/** A reading as it leaves. */
export const clockView = ({ rule, state, startedAtMs, dueAtMs, leftMs, usedPercent, zone }: HouseReading): ClockView => ({
  rule: rule.id,
  state,
  startedAt: new Date(startedAtMs).toISOString(),
  dueAt: new Date(dueAtMs).toISOString(),
  leftS: Math.floor(leftMs / 1000),
  usedPercent,
  length: rule.length,
  unit: rule.unit,
  zone,
  status: rule.status,
});
