/** What a cell holds: numbers stay numbers. */
export type Cell = string | number | null;

/** One column of the file, in the reader's language. */
export interface ExportColumn<T> {
  readonly key: string;
  readonly title: string;
  readonly value: (row: T) => Cell;
}

/** How many rows are made between two breaths of the page. */
const atOnce = 500;

/** The rows of the file without its head, some at a time, so that a long list does not freeze the page. */
export function* rowBatches<T>(items: readonly T[], columns: readonly ExportColumn<T>[]): Generator<Cell[][]> {
  for (let start = 0; start < items.length; start += atOnce) {
    yield items.slice(start, start + atOnce).map((item) => columns.map(({ value }) => value(item)));
  }
}

const two = (value: number): string => String(value).padStart(2, '0');

/**
 * A moment as ISO 8601 in local time with its offset: spreadsheets sort it as text, and nobody has to guess the zone.
 * @param iso what the cloud says; what is no time is passed on as it is
 * @param offset minutes east of UTC at that moment; the machine's own where it is not given
 */
export function localTime(iso: string, offset?: number): string {
  const at = new Date(iso);
  if (Number.isNaN(at.getTime())) return iso;
  const east = offset ?? -at.getTimezoneOffset();
  const local = new Date(at.getTime() + east * 60_000).toISOString().slice(0, 19);
  const minutes = Math.abs(east);
  return `${local}${east < 0 ? '-' : '+'}${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}

/** Bytes in GiB, to three decimals. */
export function gibOf(bytes: number | null): number | null {
  return bytes === null ? null : Math.round((bytes / 1024 ** 3) * 1000) / 1000;
}

/** `images-20260131-0905.csv`, in local time. */
export function exportFileName(extension: string, now: Date): string {
  const day = `${now.getFullYear()}${two(now.getMonth() + 1)}${two(now.getDate())}`;
  return `images-${day}-${two(now.getHours())}${two(now.getMinutes())}.${extension}`;
}
