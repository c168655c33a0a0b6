import type { SheetContent } from './sheet.ts';

/** The only message that the worker posts. */
export type WorkbookReply = { readonly kind: 'done'; readonly file: Blob } | { readonly kind: 'failed' };

/**
 * Makes a workbook of one sheet in a worker of its own.
 * @throws the signal's reason if it is aborted, or an error if the worker fails
 */
export async function xlsxFile(content: SheetContent, signal: AbortSignal): Promise<Blob> {
  signal.throwIfAborted();
  const worker = new Worker(new URL('./export.worker.ts', import.meta.url), { type: 'module' });
  const { promise, resolve, reject } = Promise.withResolvers<Blob>();
  const cancel = () => reject(signal.reason);
  const fail = () => reject(new Error('the workbook could not be made'));
  signal.addEventListener('abort', cancel);
  worker.onmessage = ({ data }: MessageEvent<WorkbookReply>) => (data.kind === 'done' ? resolve(data.file) : fail());
  worker.onerror = (event) => {
    event.preventDefault();
    fail();
  };
  worker.postMessage(content);
  try {
    return await promise;
  } finally {
    signal.removeEventListener('abort', cancel);
    worker.terminate();
  }
}
