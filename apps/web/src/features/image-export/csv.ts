import { unparse } from 'papaparse';
import type { Cell } from './export-columns.ts';

/** Spreadsheets run a text with such a first character as a formula. It gets an apostrophe in front; numbers do not. */
const formulaStart = /^[=+\-@\t\r\n]/;
/** Excel recognizes UTF-8 only by the byte order mark. */
const byteOrderMark = '\uFEFF';
const newline = '\r\n';

/** Returns the rows as lines of a CSV file (RFC 4180), each with its line end. */
export function csvLines(rows: readonly (readonly Cell[])[]): string {
  const lines = unparse(
    rows.map((row) => [...row]),
    { newline, escapeFormulae: formulaStart },
  );
  return lines + newline;
}

export function csvFile(batches: readonly string[]): Blob {
  return new Blob([byteOrderMark, ...batches], { type: 'text/csv;charset=utf-8' });
}
