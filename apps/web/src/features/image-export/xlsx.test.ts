import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { SheetContent } from './sheet.ts';
import { type WorkbookReply, xlsxFile } from './xlsx.ts';

/** A worker whose replies the test sends. */
class FakeWorker {
  static made: FakeWorker[] = [];
  onmessage: (message: { readonly data: WorkbookReply }) => void = () => undefined;
  onerror: (event: Event) => void = () => undefined;
  readonly posted: SheetContent[] = [];
  isTerminated = false;
  constructor() {
    FakeWorker.made.push(this);
  }
  postMessage(content: SheetContent): void {
    this.posted.push(content);
  }
  terminate(): void {
    this.isTerminated = true;
  }
}

beforeEach(() => {
  FakeWorker.made = [];
  vi.stubGlobal('Worker', FakeWorker);
});
afterEach(() => {
  vi.unstubAllGlobals();
});

const content: SheetContent = { name: '镜像', titles: ['名称'], rows: [['a'], ['b']] };

function start(controller = new AbortController()) {
  const file = xlsxFile(content, controller.signal);
  const [worker] = FakeWorker.made;
  if (worker === undefined) throw new Error('no worker was started');
  return { file, worker, controller };
}

describe('xlsxFile', () => {
  it('posts the rows to a worker, resolves to its file and terminates it', async () => {
    const { file, worker } = start();
    expect(worker.posted).toEqual([content]);
    const made = new Blob(['x']);
    worker.onmessage({ data: { kind: 'done', file: made } });
    expect(await file).toBe(made);
    expect(worker.isTerminated).toBe(true);
  });

  it('terminates the worker when it is aborted', async () => {
    const { file, worker, controller } = start();
    const reason = new Error('cancelled');
    controller.abort(reason);
    await expect(file).rejects.toBe(reason);
    expect(worker.isTerminated).toBe(true);
  });

  it('rejects when the worker reports a failure', async () => {
    const failing = start();
    failing.worker.onmessage({ data: { kind: 'failed' } });
    await expect(failing.file).rejects.toThrow('could not be made');
  });

  it('rejects and terminates the worker when it cannot start', async () => {
    const { file, worker } = start();
    worker.onerror(new Event('error'));
    await expect(file).rejects.toThrow('could not be made');
    expect(worker.isTerminated).toBe(true);
  });

  it('starts no worker if the signal is already aborted', async () => {
    await expect(xlsxFile(content, AbortSignal.abort(new Error('cancelled')))).rejects.toThrow('cancelled');
    expect(FakeWorker.made).toEqual([]);
  });
});
