import { createHash } from 'node:crypto';
import {
  closeSync,
  createReadStream,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs';
import { type FileHandle, open, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';

/** A store's name, or the staging area. */
export type DataLocation = string;
export const STAGING: DataLocation = 'staging';

export interface Digest {
  readonly size: number;
  /** Hex. */
  readonly md5: string;
  /** Hex. */
  readonly sha512: string;
}

export interface WriteOptions {
  /** Called at intervals with the bytes written so far. Throwing from it aborts the write. */
  readonly onProgress?: (bytes: number) => void;
}

/** Image data on disk. Data is first written to `ID.N.part` and then renamed to `data/PLACE/ID`. */
export interface DataFiles {
  readonly path: (location: DataLocation, id: string) => string;
  readonly has: (location: DataLocation, id: string) => boolean;
  readonly size: (location: DataLocation, id: string) => number;
  /**
   * Writes the stream to a new file and hashes it, with one piece in memory at a time. When the promise resolves, the
   * whole file is synced to disk; when it rejects, there is no file.
   */
  readonly write: (
    location: DataLocation,
    id: string,
    source: AsyncIterable<Buffer>,
    options?: WriteOptions,
  ) => Promise<Digest>;
  /** Writes small generated data synchronously. */
  readonly writeNow: (location: DataLocation, id: string, bytes: Uint8Array) => void;
  readonly read: (location: DataLocation, id: string) => AsyncIterable<Buffer>;
  readonly remove: (location: DataLocation, id: string) => Promise<void>;
}

const PART = '.part';
const READ_AHEAD_BYTES = 256 * 1024;

/** Opens the folder and removes the partial files of a process that was killed. */
export function openDataFiles(root: string, locations: readonly DataLocation[]): DataFiles {
  for (const location of locations) {
    const folder = join(root, location);
    mkdirSync(folder, { recursive: true });
    for (const name of readdirSync(folder)) {
      if (name.endsWith(PART)) rmSync(join(folder, name), { force: true });
    }
  }
  let parts = 0;
  const path = (location: DataLocation, id: string): string => join(root, location, id);
  const partOf = (file: string): string => {
    parts += 1;
    return `${file}.${parts}${PART}`;
  };
  return {
    path,
    has: (location, id) => existsSync(path(location, id)),
    size: (location, id) => statSync(path(location, id)).size,
    write: async (location, id, source, options = {}) => {
      const file = path(location, id);
      const part = partOf(file);
      try {
        const digest = await writeHashed(part, source, options);
        await rename(part, file);
        await syncFolder(join(root, location));
        return digest;
      } catch (error) {
        await rm(part, { force: true });
        throw error;
      }
    },
    writeNow: (location, id, bytes) => {
      const file = path(location, id);
      const part = partOf(file);
      const fd = openSync(part, 'w');
      writeSync(fd, bytes);
      fsyncSync(fd);
      closeSync(fd);
      renameSync(part, file);
    },
    read: (location, id) => createReadStream(path(location, id), { highWaterMark: READ_AHEAD_BYTES }),
    remove: (location, id) => rm(path(location, id), { force: true }),
  };
}

async function writeHashed(part: string, source: AsyncIterable<Buffer>, options: WriteOptions): Promise<Digest> {
  const md5 = createHash('md5');
  const sha512 = createHash('sha512');
  const file = await open(part, 'wx');
  const writer = writeBehind(file);
  try {
    let size = 0;
    for await (const piece of source) {
      md5.update(piece);
      sha512.update(piece);
      await writer.append(piece);
      size += piece.length;
      options.onProgress?.(size);
    }
    await writer.end();
    await file.sync();
    return { size, md5: md5.digest('hex'), sha512: sha512.digest('hex') };
  } finally {
    await writer.settled();
    await file.close();
  }
}

/** A chunked body arrives in small pieces. One write to disk for each piece would cost more than hashing it. */
const BATCH_BYTES = 1024 * 1024;

interface Writer {
  /** Waits only while an earlier batch is still being written. Rejects when a batch could not be written. */
  readonly append: (piece: Buffer) => Promise<void>;
  /** Writes the last batch. */
  readonly end: () => Promise<void>;
  /** Resolves when no write is in flight. Never rejects. */
  readonly settled: () => Promise<void>;
}

/**
 * Collects pieces into batches and writes one batch while the next is collected, so at most two batches are in memory.
 */
function writeBehind(file: FileHandle): Writer {
  let batch: Buffer[] = [];
  let bytes = 0;
  let writing: Promise<{ readonly error: unknown } | null> = Promise.resolve(null);
  const write = async (): Promise<void> => {
    const failed = await writing;
    if (failed) throw failed.error;
    const full = Buffer.concat(batch, bytes);
    batch = [];
    bytes = 0;
    writing = writeAll(file, full).then(
      () => null,
      (error: unknown) => ({ error }),
    );
  };
  return {
    append: async (piece) => {
      batch.push(piece);
      bytes += piece.length;
      if (bytes >= BATCH_BYTES) await write();
    },
    end: async () => {
      await write();
      const failed = await writing;
      if (failed) throw failed.error;
    },
    settled: async () => {
      await writing;
    },
  };
}

async function writeAll(file: FileHandle, piece: Buffer): Promise<void> {
  for (let done = 0; done < piece.length; ) {
    const { bytesWritten } = await file.write(piece, done);
    done += bytesWritten;
  }
}

/** A rename survives a power cut only after its folder has been synced. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
