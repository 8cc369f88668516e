import { type IdentifierType } from '@comity/casework';
import { type IdentifierCheck, type IdentifierLineView } from '@comity/contract';
import { guessType, isType } from './identifier-guess.js';
import { normalise } from './identifier.js';
import { findMedia } from './media-check.js';
import { readSeen } from './seen-time.js';

/** A line taken apart. `time` is text that looks like a time; `rest` nobody could place. */
interface Cells {
  type: IdentifierType | null;
  value: string;
  port: number | null;
  service: string | null;
  country: string | null;
  time: string | null;
  rest: string[];
}

/** Text that means to be a time: a date of any order, or hours and minutes. */
const TIME_LIKE = /^\d{1,4}[.\-/]\d{1,2}[.\-/](?:\d{2,4})?(?:[T\s]|$)|^\d{1,2}:\d{2}/;

/** Cells of a line: by tab or semicolon, else by commas, else the value and what follows the first blank if it looks like a time. */
function split(line: string): string[] {
  if (/[\t;]/.test(line)) return line.split(/[\t;]/);
  if (line.includes(',') && !/^https?:/i.test(line)) return line.split(',');
  const [, value, after] = /^(\S+)\s+(.+)$/.exec(line) ?? [];
  return value !== undefined && after !== undefined && TIME_LIKE.test(after) ? [value, after] : [line];
}

function takeApart(line: string, asked: IdentifierCheck): Cells {
  const cells = split(line).map((cell) => cell.trim());
  const [first = ''] = cells;
  const named = cells.length > 1 && isType(first.toLowerCase()) ? (first.toLowerCase() as IdentifierType) : null;
  const [given = '', ...others] = named ? cells.slice(1) : cells;
  const [, address, port] = /^(\d{1,3}(?:\.\d{1,3}){3}):(\d{1,5})$/.exec(given) ?? [];
  const value = address ?? given;
  const found: Cells = {
    type: named ?? guessType(value) ?? asked.type ?? null,
    value,
    port: port === undefined ? null : Number(port),
    service: asked.service ?? null,
    country: asked.country ?? null,
    time: null,
    rest: [],
  };
  for (const cell of others.filter((one) => one !== '')) {
    if (TIME_LIKE.test(cell)) found.time = cell;
    else if (/^[A-Z]{2}$/.test(cell)) found.country = cell;
    else if (/^\d{1,5}$/.test(cell) && found.port === null) found.port = Number(cell);
    else if (/^[a-z0-9][a-z0-9.-]{1,63}$/.test(cell)) found.service = cell;
    else found.rest.push(cell);
  }
  return found;
}

const NOTHING = {
  type: null,
  normal: null,
  reason: null,
  refused: null,
  position: null,
  warnings: [],
  service: null,
  country: null,
  port: null,
  seen: null,
  time: null,
};

/**
 * Reads pasted lines, each for itself, and says what a referral would make of it. Nothing is corrected: the value stays as typed beside its normal form.
 * Lines without a value are left out, and the others keep their numbers.
 * @source experience.md 1.16; exchange.md 1.9
 */
export function readLines(asked: IdentifierCheck): IdentifierLineView[] {
  return asked.lines.flatMap((text, index): IdentifierLineView[] => {
    const line = index + (asked.first ?? 1);
    if (text.trim() === '') return [];
    const hidden = findMedia(text);
    if (hidden) return [{ ...NOTHING, line, raw: '', refused: hidden.code, position: hidden.at }];
    const { type, value, port, service, country, time, rest } = takeApart(text, asked);
    const beside = { line, raw: value, type, service, country, port: port !== null && port >= 1 && port <= 65_535 ? port : null, time };
    const read = time === null ? null : readSeen(time);
    const known = read?.zone ? { from: read.from, to: read.to, zone: read.zone, precision: read.precision } : null;
    const place = { ...NOTHING, ...beside, seen: known };
    const { port: usable } = place;
    const context = {
      ...(service ? { service } : {}),
      ...(country ? { country } : {}),
      ...(usable ? { port: usable } : {}),
      ...(known ? { seen: known } : {}),
    };
    // A refused character is said for a value whose type nobody knows, too.
    const checked = normalise(type ?? 'display_name', value, context);
    if ('refused' in checked) return [{ ...place, refused: checked.refused, position: checked.position ?? null }];
    if (type === null) return [{ ...place, reason: 'type_not_stated' }];
    if (rest.length > 0) return [{ ...place, reason: 'more_than_one_value' }];
    if ('reason' in checked) return [{ ...place, reason: checked.reason }];
    return [{ ...place, type: checked.type, normal: checked.normal, warnings: checked.warnings }];
  });
}
