import { describe, expect, it, vi } from 'vitest';
import {
  createExportFile,
  type ExportFormat,
  exportFileName,
  exportFormats,
  rowBatches,
} from './create-export-file.ts';
import type { SheetContent } from './sheet.ts';
import type { WorkbookReply } from './xlsx.ts';

const columns = Array.from({ length: 14 }, (_, column) => ({
  key: `c${column}`,
  title: `列 ${column}`,
  value: (row: number) => (column % 2 === 0 ? `镜像 ${row}, ${column}` : row * column),
}));
const items = Array.from({ length: 10_000 }, (_, row) => row);

function create(format: ExportFormat, signal = new AbortController().signal): Promise<Blob> {
  return createExportFile(format, { items, columns, sheet: '镜像', signal });
}

describe('createExportFile', () => {
  it('writes all of ten thousand rows to a CSV file', async () => {
    const text = await (await create('csv')).text();
    expect(text.split('\r\n')).toHaveLength(10_000 + 2);
    expect(text).toContain('"镜像 9999, 0",9999,');
  });

  it('posts all rows to the worker that makes a workbook', async () => {
    const posted: SheetContent[] = [];
    class FakeWorker {
      onmessage: (message: { readonly data: WorkbookReply }) => void = () => undefined;
      postMessage(content: SheetContent): void {
        posted.push(content);
        this.onmessage({ data: { kind: 'done', file: new Blob(['made']) } });
      }
      terminate(): void {}
    }
    vi.stubGlobal('Worker', FakeWorker);
    expect(await (await create('xlsx')).text()).toBe('made');
    vi.unstubAllGlobals();
    expect(posted[0]?.titles).toHaveLength(14);
    expect(posted[0]?.rows).toHaveLength(10_000);
    expect(posted[0]?.rows.at(-1)?.slice(0, 2)).toEqual(['镜像 9999, 0', 9999]);
  });

  it.each(exportFormats)('rejects with the reason of the signal that aborts a %s file', async (format) => {
    const controller = new AbortController();
    const file = create(format, controller.signal);
    const reason = new Error('cancelled');
    setTimeout(() => controller.abort(reason));
    await expect(file).rejects.toBe(reason);
  });

  it('yields to the event loop between batches', async () => {
    let ticks = 0;
    const timer = setInterval(() => {
      ticks += 1;
    });
    await create('csv');
    clearInterval(timer);
    expect(ticks).toBeGreaterThan(5);
  });
});

describe('rowBatches', () => {
  it('yields all rows in order, 500 at a time', () => {
    const numbers = Array.from({ length: 1234 }, (_, row) => row);
    const batches = [
      ...rowBatches(numbers, [
        { key: 'at', title: 'At', value: (row: number) => row },
        { key: 'name', title: 'Name', value: (row: number) => `n${row}` },
      ]),
    ];
    expect(batches.map(({ length }) => length)).toEqual([500, 500, 234]);
    expect(batches.flat().at(-1)).toEqual([1233, 'n1233']);
  });
});

describe('exportFileName', () => {
  it('contains the local date and minute', () => {
    expect(exportFileName('csv', new Date(2026, 0, 5, 9, 7))).toBe('images-20260105-0907.csv');
  });
});
