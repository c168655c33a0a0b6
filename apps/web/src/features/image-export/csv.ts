import { unparse } from 'papaparse';
import type { Cell } from './rows.ts';

/** A text that a spreadsheet would run as a formula gets an apostrophe before it; numbers are numbers. */
const formula = /^[=+\-@\t\r\n]/;
/** Tells Excel that it is UTF-8. */
const mark = '\uFEFF';
const newline = '\r\n';

/** Lines of a CSV file (RFC 4180), each with its end. */
export function csvLines(rows: readonly (readonly Cell[])[]): string {
  const lines = unparse(
    rows.map((row) => [...row]),
    { newline, escapeFormulae: formula },
  );
  return lines + newline;
}

export function csvFile(batches: readonly string[]): Blob {
  return new Blob([mark, ...batches], { type: 'text/csv;charset=utf-8' });
}
