import { paths } from '@console/bff-contract';
import type { HashName } from '../upload-persistence/upload-record.ts';
import { createFileSource, createHasher, createSliceSize, hashBlob } from './file-source.ts';
import { createMetadata, createPauseControl, hashesToCompute, runTransfer } from './run-transfer.ts';
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

async function start(spec: TransferSpec): Promise<void> {
  csrfToken = spec.csrfToken;
  await runTransfer(createMetadata(spec), spec.upload.location, {
    client: createTusClient(paths.uploads, () => csrfToken),
    source: createFileSource(spec.file, await createHasher(hashesToCompute(spec))),
    sliceSize: createSliceSize(spec.sliceBytes),
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
