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

/** A store's name, or the place where data waits for its import. */
export type Place = string;
export const STAGING: Place = 'staging';

export interface Digest {
  readonly size: number;
  /** Hex. */
  readonly md5: string;
  /** Hex. */
  readonly sha512: string;
}

export interface WriteOptions {
  /** Called now and then with the bytes written so far; throws to give up. */
  readonly onProgress?: (bytes: number) => void;
}

/** Image data on disk: `data/PLACE/ID`, written beside it as `ID.N.part` first. */
export interface DataFiles {
  readonly path: (place: Place, id: string) => string;
  readonly has: (place: Place, id: string) => boolean;
  readonly size: (place: Place, id: string) => number;
  /**
   * Writes the stream to a new file and hashes it on the way, one piece in memory at a time; the file is there whole
   * and safe on disk when this resolves, or not at all when it rejects.
   */
  readonly write: (place: Place, id: string, source: AsyncIterable<Buffer>, options?: WriteOptions) => Promise<Digest>;
  /** For small made-up data. */
  readonly writeNow: (place: Place, id: string, bytes: Uint8Array) => void;
  readonly read: (place: Place, id: string) => AsyncIterable<Buffer>;
  readonly remove: (place: Place, id: string) => Promise<void>;
}

const PART = '.part';
const READ_AHEAD_BYTES = 256 * 1024;

/** Opens the folder, and clears away what a sudden stop left half written. */
export function openDataFiles(root: string, places: readonly Place[]): DataFiles {
  for (const place of places) {
    const folder = join(root, place);
    mkdirSync(folder, { recursive: true });
    for (const name of readdirSync(folder)) {
      if (name.endsWith(PART)) rmSync(join(folder, name), { force: true });
    }
  }
  let parts = 0;
  const path = (place: Place, id: string): string => join(root, place, id);
  const partOf = (file: string): string => {
    parts += 1;
    return `${file}.${parts}${PART}`;
  };
  return {
    path,
    has: (place, id) => existsSync(path(place, id)),
    size: (place, id) => statSync(path(place, id)).size,
    write: async (place, id, source, options = {}) => {
      const file = path(place, id);
      const part = partOf(file);
      try {
        const digest = await writeHashed(part, source, options);
        await rename(part, file);
        await syncFolder(join(root, place));
        return digest;
      } catch (error) {
        await rm(part, { force: true });
        throw error;
      }
    },
    writeNow: (place, id, bytes) => {
      const file = path(place, id);
      const part = partOf(file);
      const fd = openSync(part, 'w');
      writeSync(fd, bytes);
      fsyncSync(fd);
      closeSync(fd);
      renameSync(part, file);
    },
    read: (place, id) => createReadStream(path(place, id), { highWaterMark: READ_AHEAD_BYTES }),
    remove: (place, id) => rm(path(place, id), { force: true }),
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
      await writer.take(piece);
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

/** A body in chunks comes in crumbs; a write to disk for each would cost more than hashing it. */
const BATCH_BYTES = 1024 * 1024;

interface Writer {
  /** Waits only while a batch before the last one is still being written. Rejects when one could not be. */
  readonly take: (piece: Buffer) => Promise<void>;
  /** Writes what is left. */
  readonly end: () => Promise<void>;
  /** Nothing is being written any more. Never rejects. */
  readonly settled: () => Promise<void>;
}

/** Gathers pieces and writes a batch while the next one is gathered: two batches in memory at most. */
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
    take: async (piece) => {
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

/** A rename is only safe from a power cut once its folder is. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
