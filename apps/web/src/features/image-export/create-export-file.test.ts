import { describe, expect, it, vi } from 'vitest';
import { type ExportFormat, exportFormats, prepareExport } from './prepare.ts';
import type { SheetContent } from './sheet.ts';
import type { WorkbookReply } from './xlsx.ts';

const columns = Array.from({ length: 14 }, (_, place) => ({
  key: `c${place}`,
  title: `列 ${place}`,
  value: (at: number) => (place % 2 === 0 ? `镜像 ${at}, ${place}` : at * place),
}));
const items = Array.from({ length: 10_000 }, (_, at) => at);

function prepare(format: ExportFormat, signal = new AbortController().signal): Promise<Blob> {
  return prepareExport(format, { items, columns, sheet: '镜像', signal });
}

describe('preparing an export', () => {
  it('writes ten thousand rows, every one of them', async () => {
    const text = await (await prepare('csv')).text();
    expect(text.split('\r\n')).toHaveLength(10_000 + 2);
    expect(text).toContain('"镜像 9999, 0",9999,');
  });

  it('posts the same rows to the worker that makes workbooks', async () => {
    const posted: SheetContent[] = [];
    class StubWorker {
      onmessage: (message: { readonly data: WorkbookReply }) => void = () => undefined;
      postMessage(content: SheetContent): void {
        posted.push(content);
        this.onmessage({ data: { kind: 'done', file: new Blob(['made']) } });
      }
      terminate(): void {}
    }
    vi.stubGlobal('Worker', StubWorker);
    expect(await (await prepare('xlsx')).text()).toBe('made');
    vi.unstubAllGlobals();
    expect(posted[0]?.titles).toHaveLength(14);
    expect(posted[0]?.rows).toHaveLength(10_000);
    expect(posted[0]?.rows.at(-1)?.slice(0, 2)).toEqual(['镜像 9999, 0', 9999]);
  });

  it.each(exportFormats)('can be cancelled on the way: %s', async (format) => {
    const controller = new AbortController();
    const file = prepare(format, controller.signal);
    const reason = new Error('enough');
    setTimeout(() => controller.abort(reason));
    await expect(file).rejects.toBe(reason);
  });

  it('lets the page work in between', async () => {
    let turns = 0;
    const timer = setInterval(() => {
      turns += 1;
    });
    await prepare('csv');
    clearInterval(timer);
    expect(turns).toBeGreaterThan(5);
  });
});
