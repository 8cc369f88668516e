import { type ClockView } from '@comity/contract';

/** A clock as the API would answer it, for the kit. @param hours what is left, below zero when it is over @param usedPercent of the time allowed */
export const sampleClock = (hours: number, usedPercent: number, more: Partial<ClockView> = {}): ClockView => ({
  rule: 'HOUSE-03',
  state: hours < 0 ? 'missed' : 'running',
  startedAt: new Date(Date.now() - 10 * 3_600_000).toISOString(),
  dueAt: new Date(Date.now() + hours * 3_600_000).toISOString(),
  leftS: Math.round(hours * 3600),
  usedPercent,
  length: 7,
  unit: 'calendar_day',
  zone: 'Africa/Nairobi',
  status: 'house',
  ...more,
});
