import { type DataCategory } from '@comity/casework';
import { type DataRow } from '@comity/contract';

/** Columns that a person begins with, by category; every other field name may stand in the head line too, and the check says what may not leave. */
const COLUMNS: Readonly<Partial<Record<DataCategory, readonly string[]>>> = {
  subscriber: ['fullName', 'email', 'phone', 'registrationIp', 'accountCreatedAt'],
  identification_ip: ['fullName', 'ip', 'port', 'event'],
  device_identifier: ['deviceId', 'deviceType', 'model'],
  financial: ['amount', 'currency', 'counterpart', 'direction'],
  authority_record: ['authority', 'reference', 'decidedAt'],
  traffic: ['ip', 'port', 'event'],
  location: ['cell', 'latitude', 'longitude', 'accuracyM'],
};

/** First line of the rows to be pasted: `at` is the moment of a row, empty where it has none. */
export const headOf = (category: DataCategory): string => ['at', ...(COLUMNS[category] ?? [])].join(',');

/** A line that cannot be read as a row; `line` counts from 1 with the head. */
export interface Unread {
  line: number;
  why: 'cells' | 'time' | 'head';
}

export interface ReadRows {
  rows: DataRow[];
  unread: Unread[];
}

const NAME = /^[a-z][A-Za-z0-9]{0,39}$/;
const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,3})?(?:Z|[+-]\d\d:\d\d)$/;

/**
 * Rows from pasted CSV: a head line with field names, `at` for the moment and, where another identifier is meant, `identifier`. A cell that is empty is a field
 * that is left out. Nothing is guessed: a time without a zone is said and not read.
 */
export function readRows(text: string, line: { identifier: string; category: DataCategory }): ReadRows {
  const lines = text.split(/\r?\n/);
  const names = cellsOf(lines[0] ?? '');
  const unread: Unread[] = [];
  const rows: DataRow[] = [];
  if (text.trim() === '') return { rows, unread };
  if (!names.every((name) => NAME.test(name))) return { rows, unread: [{ line: 1, why: 'head' }] };
  for (const [at, content] of lines.entries()) {
    if (at === 0 || content.trim() === '') continue;
    const cells = cellsOf(content);
    const members = Object.fromEntries(names.map((name, place) => [name, cells[place] ?? '']));
    const { at: moment = '', identifier = '', ...fields } = members;
    if (cells.length !== names.length) unread.push({ line: at + 1, why: 'cells' });
    else if (moment !== '' && !INSTANT.test(moment)) unread.push({ line: at + 1, why: 'time' });
    else
      rows.push({
        identifier: identifier || line.identifier,
        category: line.category,
        at: moment || null,
        fields: Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== '')),
      });
  }
  return { rows, unread };
}

/** Cells of a line; quotes keep commas, two quotes are one. */
function cellsOf(line: string): string[] {
  const cells = line.match(/("(?:[^"]|"")*"|[^,]*)(?:,|$)/g) ?? [];
  const whole = cells.map((cell) => cell.replace(/,$/, '').trim());
  if (!line.endsWith(',') && whole.length > 1) whole.pop();
  return whole.map((cell) => (/^".*"$/s.test(cell) ? cell.slice(1, -1).replaceAll('""', '"') : cell));
}
