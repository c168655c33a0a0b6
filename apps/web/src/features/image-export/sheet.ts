import type { SheetData, SheetOptions } from 'write-excel-file/browser';
import type { Cell } from './rows.ts';

/** What goes into a workbook of one sheet; all of it can be posted to a worker. */
export interface SheetContent {
  readonly name: string;
  readonly titles: readonly string[];
  readonly rows: readonly (readonly Cell[])[];
}

/** What a cell of Excel holds at most, characters. */
const longestText = 32_767;
/** Widths of columns, in characters. */
const narrowest = 8;
const widest = 60;
/** Rows that say how wide the columns are. */
const measured = 500;

/**
 * The writer finds texts it has had by looking them up in a plain object, where `constructor` is found without having
 * been put there; a sign that it leaves out of the file makes such a text one of its own.
 */
const unlikeMembers = (text: string): string => (text in {} ? `${text}\u0000` : text);

/** Texts are texts, whatever they begin with. */
function cellOf(cell: Cell) {
  if (cell === null) return null;
  return typeof cell === 'number'
    ? { type: Number, value: cell }
    : { type: String, value: unlikeMembers(cell.slice(0, longestText).toWellFormed()) };
}

/** Wide enough for what is in the column; Chinese characters take two places. */
export function columnWidths(rows: readonly (readonly Cell[])[]): number[] {
  const places = (cell: Cell): number =>
    [...String(cell ?? '')].reduce(
      (sum, sign) => sum + (/\p{Script=Han}|[\u3000-\u303F\uFF00-\uFFEF]/u.test(sign) ? 2 : 1),
      0,
    );
  const count = rows[0]?.length ?? 0;
  return Array.from({ length: count }, (_, at) => {
    const most = Math.max(...rows.map((row) => places(row[at] ?? null)));
    return Math.min(widest, Math.max(narrowest, most + 2));
  });
}

/** A sheet as `write-excel-file` takes it, its head bold and always in view. */
export function sheetOf(content: SheetContent): { readonly data: SheetData; readonly options: SheetOptions<Blob> } {
  const head = content.titles.map((title) => ({ ...cellOf(title), fontWeight: 'bold' as const }));
  return {
    data: [head, ...content.rows.map((row) => row.map(cellOf))],
    options: {
      sheet: content.name,
      stickyRowsCount: 1,
      columns: columnWidths([content.titles, ...content.rows.slice(0, measured)]).map((width) => ({ width })),
    },
  };
}
