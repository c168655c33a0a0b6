import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { SheetContent } from './sheet.ts';
import { type WorkbookReply, xlsxFile } from './xlsx.ts';

/** A worker that says what it is told to say. */
class StubWorker {
  static made: StubWorker[] = [];
  onmessage: (message: { readonly data: WorkbookReply }) => void = () => undefined;
  onerror: (event: Event) => void = () => undefined;
  readonly posted: SheetContent[] = [];
  isEnded = false;
  constructor() {
    StubWorker.made.push(this);
  }
  postMessage(content: SheetContent): void {
    this.posted.push(content);
  }
  terminate(): void {
    this.isEnded = true;
  }
}

beforeEach(() => {
  StubWorker.made = [];
  vi.stubGlobal('Worker', StubWorker);
});
afterEach(() => {
  vi.unstubAllGlobals();
});

const content: SheetContent = { name: '镜像', titles: ['名称'], rows: [['a'], ['b']] };

function start(controller = new AbortController()) {
  const file = xlsxFile(content, controller.signal);
  const [worker] = StubWorker.made;
  if (worker === undefined) throw new Error('no worker was started');
  return { file, worker, controller };
}

describe('a workbook is made in a worker', () => {
  it('that gets the rows, gives the file, and ends', async () => {
    const { file, worker } = start();
    expect(worker.posted).toEqual([content]);
    const made = new Blob(['x']);
    worker.onmessage({ data: { kind: 'done', file: made } });
    expect(await file).toBe(made);
    expect(worker.isEnded).toBe(true);
  });

  it('that ends at once when it is cancelled', async () => {
    const { file, worker, controller } = start();
    const reason = new Error('enough');
    controller.abort(reason);
    await expect(file).rejects.toBe(reason);
    expect(worker.isEnded).toBe(true);
  });

  it('that may fail, and says so', async () => {
    const failing = start();
    failing.worker.onmessage({ data: { kind: 'failed' } });
    await expect(failing.file).rejects.toThrow('could not be made');
  });

  it('that may not start', async () => {
    const { file, worker } = start();
    worker.onerror(new Event('error'));
    await expect(file).rejects.toThrow('could not be made');
    expect(worker.isEnded).toBe(true);
  });

  it('and not at all where it was cancelled before', async () => {
    await expect(xlsxFile(content, AbortSignal.abort(new Error('enough')))).rejects.toThrow('enough');
    expect(StubWorker.made).toEqual([]);
  });
});
