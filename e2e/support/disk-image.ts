import { execFile } from 'node:child_process';
import { createHash, randomFillSync } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { copyFile, mkdtemp, open, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { promisify } from 'node:util';
import { gunzipSync } from 'node:zlib';

const run = promisify(execFile);
const emptyQcow2 = new URL('../samples/empty-2GiB.qcow2', import.meta.url).pathname;
const fixtures = new URL('../../packages/disk-format/fixtures/', import.meta.url);
const MiB = 1024 * 1024;

/** A disk image file in a temporary folder. */
export interface DiskImage {
  readonly path: string;
  /** Bytes. */
  readonly size: number;
  readonly sha512: string;
  readonly remove: () => Promise<void>;
}

/** A raw disk of one MiB for a file field, for journeys to which its content does not matter. */
export const smallRawFile = { name: 'small.raw', mimeType: 'application/octet-stream', buffer: Buffer.alloc(MiB, 7) };

/** Reads a sample made by qemu-img and other tools (`packages/disk-format/fixtures/make.sh`), for a file field. */
export async function sampleFile(name: string) {
  const buffer = gunzipSync(await readFile(new URL(`${name}.gz`, fixtures)));
  return { name, mimeType: 'application/octet-stream', buffer };
}

/** Writes a raw disk of random bytes, for journeys in which the browser has to read a file from the disk. */
export const createRawFile = (mebibytes: number, name = 'disk.raw'): Promise<DiskImage> =>
  createFile(name, (path) => appendRandom(path, mebibytes));

/**
 * Writes a qcow2 file with random data. qemu-img makes it where it is installed. Elsewhere the checked-in sample (made by
 * qemu-img) gets clusters to which no table refers, which the format allows.
 */
export const createQcow2File = (mebibytes: number, name = 'disk.qcow2'): Promise<DiskImage> =>
  createFile(name, async (path) => {
    if (await hasQemuImg()) {
      const raw = `${path}.raw`;
      await appendRandom(raw, mebibytes);
      await run('qemu-img', ['convert', '-f', 'raw', '-O', 'qcow2', raw, path]);
      await rm(raw);
    } else {
      await copyFile(emptyQcow2, path);
      await appendRandom(path, mebibytes);
    }
  });

async function createFile(name: string, write: (path: string) => Promise<void>): Promise<DiskImage> {
  const folder = await mkdtemp(join(tmpdir(), 'image-console-disk-'));
  const path = join(folder, name);
  await write(path);
  return { path, ...(await sizeAndHash(path)), remove: () => rm(folder, { recursive: true, force: true }) };
}

const hasQemuImg = (): Promise<boolean> =>
  run('qemu-img', ['--version']).then(
    () => true,
    () => false,
  );

async function appendRandom(path: string, mebibytes: number): Promise<void> {
  const file = await open(path, 'a');
  const block = Buffer.allocUnsafe(MiB);
  for (let i = 0; i < mebibytes; i++) await file.write(randomFillSync(block));
  await file.close();
}

/** Size in bytes and SHA-512 in hex of a file, which two copies of it share. */
export async function sizeAndHash(path: string): Promise<{ size: number; sha512: string }> {
  const hash = createHash('sha512');
  await pipeline(createReadStream(path, { highWaterMark: MiB }), hash);
  return { size: (await stat(path)).size, sha512: hash.digest('hex') };
}
