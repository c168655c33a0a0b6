import type { UploadMetadata } from '@console/bff-contract';
import { createGate } from './gate.ts';
import { createHasher, hashBlob } from './hashers.ts';
import type { HashName } from './hashes.ts';
import { runTransfer } from './run-transfer.ts';
import { createSliceSize } from './slice-size.ts';
import { createSource } from './source.ts';
import type { Command, HashReport, Report, TransferSpec } from './transfer.ts';
import { createWire } from './wire.ts';

/** Progress is told this often at most: every time the page draws it, which takes from the upload's own share of the processor. */
const PROGRESS_MS = 500;

const gate = createGate();
let csrfToken: string | null = null;
let toldAt = 0;

function report(report: Report): void {
  if (report.kind === 'progress') {
    const now = performance.now();
    if (now - toldAt < PROGRESS_MS) return;
    toldAt = now;
  }
  postMessage(report);
}

async function start(spec: TransferSpec): Promise<void> {
  csrfToken = spec.csrfToken;
  const hasher = await createHasher(spec.hashes);
  const metadata: UploadMetadata = {
    imageId: spec.imageId,
    via: spec.via,
    filename: spec.file.name,
    ...(spec.store === null ? {} : { store: spec.store }),
  };
  await runTransfer(metadata, {
    wire: createWire(spec.uploadsUrl, () => csrfToken),
    source: createSource(spec.file, hasher),
    sliceSize: createSliceSize(spec.sliceBytes),
    gate,
    location: spec.location,
    report,
  });
}

async function hash(blob: Blob, names: readonly HashName[]): Promise<void> {
  const tell = (message: HashReport) => postMessage(message);
  try {
    tell({ kind: 'hashed', digests: await hashBlob(blob, names, (bytes) => tell({ kind: 'hashing', bytes })) });
  } catch {
    tell({ kind: 'unreadable' });
  }
}

function obey(command: Command): void {
  switch (command.kind) {
    case 'hash':
      void hash(command.blob, command.names);
      break;
    case 'start':
      start(command.spec).catch(() => report({ kind: 'failed', failure: { kind: 'broken' } }));
      break;
    case 'pause':
      gate.pause();
      break;
    case 'resume':
      gate.resume();
      break;
    case 'wake':
      csrfToken = command.csrfToken;
      gate.wake();
  }
}

addEventListener('message', (message: MessageEvent<Command>) => obey(message.data));
addEventListener('online', () => gate.wake());
