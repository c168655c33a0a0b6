import { type Cell, type ExportColumn, rowBatches } from './rows.ts';

export const exportFormats = ['csv', 'xlsx'] as const;
export type ExportFormat = (typeof exportFormats)[number];

export interface ExportRequest<T> {
  readonly items: readonly T[];
  readonly columns: readonly ExportColumn<T>[];
  /** Name of the sheet, where the format has sheets. */
  readonly sheet: string;
  readonly signal: AbortSignal;
}

/** Lets the page draw and react between two batches. */
const breathe = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));

/** Turns the rows batch by batch; @throws the signal's reason where it is cancelled */
async function eachBatch<T, R>(request: ExportRequest<T>, turn: (rows: Cell[][]) => R): Promise<readonly R[]> {
  const done: R[] = [];
  for (const rows of rowBatches(request.items, request.columns)) {
    done.push(turn(rows));
    await breathe();
    request.signal.throwIfAborted();
  }
  return done;
}

/** The writers come when they are asked for: the list itself does not need them. */
const writers: { readonly [F in ExportFormat]: <T>(request: ExportRequest<T>) => Promise<Blob> } = {
  async csv(request) {
    const { csvFile, csvLines } = await import('./csv.ts');
    const titles = csvLines([request.columns.map(({ title }) => title)]);
    return csvFile([titles, ...(await eachBatch(request, csvLines))]);
  },
  async xlsx(request) {
    const { xlsxFile } = await import('./xlsx.ts');
    const titles = request.columns.map(({ title }) => title);
    const rows = (await eachBatch(request, (batch) => batch)).flat();
    return xlsxFile({ name: request.sheet, titles, rows }, request.signal);
  },
};

/** Makes the file. @throws the signal's reason where it is cancelled */
export async function prepareExport<T>(format: ExportFormat, request: ExportRequest<T>): Promise<Blob> {
  const file = await writers[format](request);
  request.signal.throwIfAborted();
  return file;
}
