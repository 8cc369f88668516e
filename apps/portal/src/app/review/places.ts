import { WORKSHEET, WORKSHEET_ROWS, type WorksheetRow } from '@comity/casework';

/** A place of the worksheet: a row, and a line where the row is thought through line by line. */
export interface Place {
  row: WorksheetRow;
  line: number | null;
}

/** Name of a place, as the rules of casework write it: `W3:2`, `W7`. */
export const nameOf = ({ row, line }: Place): string => (line === null ? row : `${row}:${line}`);

/** All places of a worksheet, in the order in which they are thought through. */
export const placesOf = (lines: readonly number[]): Place[] => WORKSHEET_ROWS.flatMap((row) => placesOfRow(row, lines));

export const placesOfRow = (row: WorksheetRow, lines: readonly number[]): Place[] =>
  WORKSHEET[row].per === 'line' ? lines.map((line) => ({ row, line })) : [{ row, line: null }];

/** The first open place at or after `from`, then from the start; undefined when nothing is open. @param open names of open places */
export function nextOpen(places: readonly Place[], from: Place | undefined, open: readonly string[]): Place | undefined {
  const at = from ? places.findIndex((place) => nameOf(place) === nameOf(from)) + 1 : 0;
  return [...places.slice(at), ...places.slice(0, at)].find((place) => open.includes(nameOf(place)));
}
