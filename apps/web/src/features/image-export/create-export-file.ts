import type { Cell, ExportColumn } from './export-columns.ts';

export const exportFormats = ['csv', 'xlsx'] as const;
export type ExportFormat = (typeof exportFormats)[number];

export interface ExportRequest<T> {
  readonly items: readonly T[];
  readonly columns: readonly ExportColumn<T>[];
  /** Name of the sheet, for formats that have sheets. */
  readonly sheet: string;
  readonly signal: AbortSignal;
}

/** Creates the file. @throws the signal's reason if it is aborted */
export async function createExportFile<T>(format: ExportFormat, request: ExportRequest<T>): Promise<Blob> {
  const file = await writers[format](request);
  request.signal.throwIfAborted();
  return file;
}

/** Each writer is loaded when its format is exported, because the list itself does not need it. */
const writers: { readonly [F in ExportFormat]: <T>(request: ExportRequest<T>) => Promise<Blob> } = {
  async csv(request) {
    const { csvFile, csvLines } = await import('./csv.ts');
    const titles = csvLines([request.columns.map(({ title }) => title)]);
    return csvFile([titles, ...(await mapBatches(request, csvLines))]);
  },
  async xlsx(request) {
    const { xlsxFile } = await import('./xlsx.ts');
    const titles = request.columns.map(({ title }) => title);
    const rows = (await mapBatches(request, (batch) => batch)).flat();
    return xlsxFile({ name: request.sheet, titles, rows }, request.signal);
  },
};

/** Maps the rows batch by batch and yields to the page after each. @throws the signal's reason if it is aborted */
async function mapBatches<T, R>(request: ExportRequest<T>, map: (rows: Cell[][]) => R): Promise<readonly R[]> {
  const results: R[] = [];
  for (const rows of rowBatches(request.items, request.columns)) {
    results.push(map(rows));
    await yieldToPage();
    request.signal.throwIfAborted();
  }
  return results;
}

/** Rows that are made in one task of the event loop. */
const BATCH_SIZE = 500;

/** Yields the rows of the file without the title row, in batches, so that a long list does not block the page. */
export function* rowBatches<T>(items: readonly T[], columns: readonly ExportColumn<T>[]): Generator<Cell[][]> {
  for (let start = 0; start < items.length; start += BATCH_SIZE) {
    yield items.slice(start, start + BATCH_SIZE).map((item) => columns.map(({ value }) => value(item)));
  }
}

function yieldToPage(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve));
}

/** Returns a file name with the local time, such as `images-20260131-0905.csv`. */
export function exportFileName(format: ExportFormat, now: Date): string {
  const two = (value: number) => String(value).padStart(2, '0');
  const day = `${now.getFullYear()}${two(now.getMonth() + 1)}${two(now.getDate())}`;
  return `images-${day}-${two(now.getHours())}${two(now.getMinutes())}.${format}`;
}
