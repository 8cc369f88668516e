import { addDays, type Day, dayIn, dayText, startOfDay, weekday } from './zone-time.js';

export const CLOCK_UNITS = ['minute', 'hour', 'calendar_day', 'working_day'] as const;
export type ClockUnit = (typeof CLOCK_UNITS)[number];

/** What happens when a clock runs out. */
export const EXPIRY_ACTS = ['notice', 'negative_evidence', 'lapse', 'draw_again', 'discard'] as const;
export type ExpiryAct = (typeof EXPIRY_ACTS)[number];

/**
 * A deadline as data. `length` counts `unit`s; a suspension lasts from one kind of event to another.
 * @source exchange 3.1
 */
export type ClockRule = {
  readonly id: string;
  readonly version: number;
  readonly regime: string;
  /** Kind of event that starts it. */
  readonly trigger: string;
  /** Kinds of event that end it in time. */
  readonly metBy: readonly string[];
  readonly length: number;
  readonly unit: ClockUnit;
  /** True if an end on a day without work moves to the next working day. */
  readonly rollForward: boolean;
  readonly suspensions: readonly { readonly from: string; readonly to: string }[];
  /** Percent of the time left at which somebody is told. */
  readonly warnAtPercent: readonly number[];
  readonly onExpiry: ExpiryAct;
  readonly status: 'confirmed' | 'summary' | 'unconfirmed' | 'house';
};

/** Zone, working week and holidays of the one who owes. `week` holds days from 1 for Monday; `holidays` are `YYYY-MM-DD`. */
export type Calendar = { readonly zone: string; readonly week: readonly number[]; readonly holidays: readonly string[] };

/** An audit entry as far as clocks look at it. */
export type ClockEvent = { readonly kind: string; readonly atMs: number };

export type ClockReading = {
  readonly startedAtMs: number;
  readonly dueAtMs: number;
  /** Earliest reading of the rule: when to act if in doubt. */
  readonly actByMs: number;
  readonly state: 'running' | 'paused' | 'met' | 'missed';
  readonly pausedMs: number;
};

const UNIT_MS = { minute: 60_000, hour: 3_600_000 } as const;
const works = (calendar: Calendar, day: Day): boolean => calendar.week.includes(weekday(day)) && !calendar.holidays.includes(dayText(day));

/** The day on which so many days end; the day of the event does not count. */
function lastDay(rule: ClockRule, calendar: Calendar, first: Day): Day {
  if (rule.unit === 'calendar_day') return addDays(first, rule.length);
  let day = first;
  for (let counted = 0; counted < rule.length;) {
    day = addDays(day, 1);
    if (works(calendar, day)) counted += 1;
  }
  return day;
}

function pauses(rule: ClockRule, events: readonly ClockEvent[], startedAtMs: number, nowMs: number): { readonly ms: number; readonly open: boolean } {
  let since: number | null = null;
  let closes: readonly string[] = [];
  let ms = 0;
  for (const event of [...events].sort((a, b) => a.atMs - b.atMs)) {
    if (event.atMs < startedAtMs || event.atMs > nowMs) continue;
    if (since === null) {
      closes = rule.suspensions.filter((one) => one.from === event.kind).map((one) => one.to);
      if (closes.length > 0) since = event.atMs;
    } else if (closes.includes(event.kind)) {
      ms += event.atMs - since;
      since = null;
    }
  }
  return since === null ? { ms, open: false } : { ms: ms + nowMs - since, open: true };
}

/**
 * Reads a clock from its rule and the events of its object. Same input, same answer: the present is an argument.
 * @returns null while the trigger has not happened
 * @throws RangeError if the calendar has no working day
 * @source exchange 3.2
 */
export function readClock(rule: ClockRule, calendar: Calendar, events: readonly ClockEvent[], nowMs: number): ClockReading | null {
  const startedAtMs = events
    .filter((event) => event.kind === rule.trigger && event.atMs <= nowMs)
    .reduce<number | null>((first, event) => Math.min(first ?? event.atMs, event.atMs), null);
  if (startedAtMs === null) return null;
  if (!calendar.week.some((day) => day >= 1 && day <= 7)) throw new RangeError('The calendar has no working day.');
  const paused = pauses(rule, events, startedAtMs, nowMs);
  let dueAtMs: number;
  let actByMs: number;
  if (rule.unit === 'minute' || rule.unit === 'hour') {
    dueAtMs = startedAtMs + rule.length * UNIT_MS[rule.unit];
    actByMs = dueAtMs;
  } else {
    const last = lastDay(rule, calendar, dayIn(calendar.zone, startedAtMs));
    let rolled = last;
    while (rule.rollForward && !works(calendar, rolled)) rolled = addDays(rolled, 1);
    actByMs = startOfDay(calendar.zone, addDays(last, 1));
    dueAtMs = startOfDay(calendar.zone, addDays(rolled, 1));
  }
  dueAtMs += paused.ms;
  actByMs += paused.ms;
  const met = events.some((event) => rule.metBy.includes(event.kind) && event.atMs >= startedAtMs && event.atMs <= Math.min(dueAtMs, nowMs));
  const state = met ? 'met' : nowMs > dueAtMs ? 'missed' : paused.open ? 'paused' : 'running';
  return { startedAtMs, dueAtMs, actByMs, state, pausedMs: paused.ms };
}
