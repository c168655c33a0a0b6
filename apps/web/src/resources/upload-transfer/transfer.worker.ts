import { paths, type UploadMetadata } from '@console/bff-contract';
import type { HashName } from '../upload-persistence/upload-record.ts';
import { createFileSource, createHasher, createSliceSize, hashBlob } from './file-source.ts';
import { createPauseControl, runTransfer } from './run-transfer.ts';
import type { HashReport, TransferReport, TransferSpec, WorkerCommand } from './transfer.ts';
import { createTusClient } from './tus-client.ts';

/** Pause between two progress reports: the page draws each of them, and shares the processor with the upload. */
const PROGRESS_MS = 500;

const pauseControl = createPauseControl();
let csrfToken: string | null = null;
let lastProgressAt = 0;

function report(report: TransferReport): void {
  if (report.kind === 'progress') {
    const now = performance.now();
    if (now - lastProgressAt < PROGRESS_MS) return;
    lastProgressAt = now;
  }
  postMessage(report);
}

async function start({ file, upload, hash, sliceBytes, ...spec }: TransferSpec): Promise<void> {
  csrfToken = spec.csrfToken;
  const names: readonly HashName[] = [
    ...(hash === 'sha512' ? (['sha512'] as const) : []),
    ...(upload.checksum === null ? [] : [upload.checksum.name]),
  ];
  // Glance takes one store with a PUT (X-Image-Meta-Store); an import names its stores itself.
  const store = upload.via === 'file' ? upload.stores[0] : undefined;
  const metadata: UploadMetadata = {
    imageId: upload.id,
    via: upload.via,
    filename: file.name,
    ...(store === undefined ? {} : { store }),
  };
  await runTransfer(metadata, upload.location, {
    client: createTusClient(paths.uploads, () => csrfToken),
    source: createFileSource(file, await createHasher(names)),
    sliceSize: createSliceSize(sliceBytes),
    pauseControl,
    report,
  });
}

async function hash(blob: Blob, names: readonly HashName[]): Promise<void> {
  const post = (message: HashReport) => postMessage(message);
  try {
    post({ kind: 'hashed', digests: await hashBlob(blob, names, (bytes) => post({ kind: 'hashing', bytes })) });
  } catch {
    post({ kind: 'unreadable' });
  }
}

function execute(command: WorkerCommand): void {
  switch (command.kind) {
    case 'hash':
      void hash(command.blob, command.names);
      break;
    case 'start':
      start(command.spec).catch(() => report({ kind: 'failed', failure: { kind: 'broken' } }));
      break;
    case 'pause':
      pauseControl.pause();
      break;
    case 'resume':
      pauseControl.resume();
      break;
    case 'wake':
      csrfToken = command.csrfToken;
      pauseControl.wake();
  }
}

addEventListener('message', (message: MessageEvent<WorkerCommand>) => execute(message.data));
addEventListener('online', () => pauseControl.wake());
