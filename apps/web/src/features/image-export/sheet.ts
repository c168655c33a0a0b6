import type { SheetData, SheetOptions } from 'write-excel-file/browser';
import type { Cell } from './export-columns.ts';

/** The content of a workbook with one sheet. It can be posted to a worker. */
export interface SheetContent {
  readonly name: string;
  readonly titles: readonly string[];
  readonly rows: readonly (readonly Cell[])[];
}

/** Excel's limit for the text of a cell, in characters. */
const MAX_TEXT = 32_767;
/** Column widths in characters. */
const MIN_WIDTH = 8;
const MAX_WIDTH = 60;
/** Rows that are measured for the column widths. */
const MEASURED_ROWS = 500;

/** Converts the content to the input of `write-excel-file`. The title row is bold and always visible. */
export function buildSheet(content: SheetContent): { readonly data: SheetData; readonly options: SheetOptions<Blob> } {
  const titleRow = content.titles.map((title) => ({ ...toSheetCell(title), fontWeight: 'bold' as const }));
  return {
    data: [titleRow, ...content.rows.map((row) => row.map(toSheetCell))],
    options: {
      sheet: content.name,
      stickyRowsCount: 1,
      columns: columnWidths([content.titles, ...content.rows.slice(0, MEASURED_ROWS)]).map((width) => ({ width })),
    },
  };
}

/** A text becomes a text cell even if it starts like a formula. */
function toSheetCell(cell: Cell) {
  if (cell === null) return null;
  return typeof cell === 'number'
    ? { type: Number, value: cell }
    : { type: String, value: avoidObjectMember(cell.slice(0, MAX_TEXT).toWellFormed()) };
}

/**
 * `write-excel-file` looks up shared strings in a plain object and finds `constructor` there although it was never added.
 * A NUL character, which the library leaves out of the file, makes such a text unique.
 */
function avoidObjectMember(text: string): string {
  return text in {} ? `${text}\u0000` : text;
}

/** Returns the width of each column in characters, within bounds. Chinese characters are twice as wide. */
export function columnWidths(rows: readonly (readonly Cell[])[]): number[] {
  const count = rows[0]?.length ?? 0;
  return Array.from({ length: count }, (_, column) => {
    const widest = Math.max(...rows.map((row) => textWidth(row[column] ?? null)));
    return Math.min(MAX_WIDTH, Math.max(MIN_WIDTH, widest + 2));
  });
}

function textWidth(cell: Cell): number {
  const characters = [...String(cell ?? '')];
  return characters.reduce(
    (sum, character) => sum + (/\p{Script=Han}|[\u3000-\u303F\uFF00-\uFFEF]/u.test(character) ? 2 : 1),
    0,
  );
}
