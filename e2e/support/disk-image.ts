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
const sample = new URL('../samples/empty-2GiB.qcow2', import.meta.url).pathname;
const MiB = 1024 * 1024;

export interface DiskImage {
  readonly path: string;
  /** Bytes. */
  readonly size: number;
  readonly sha512: string;
  /** How it came about, for the log. */
  readonly madeBy: 'qemu-img' | 'sample';
  readonly remove: () => Promise<void>;
}

/**
 * A real qcow2 file with `mebibytes` MiB of random data. `qemu-img` makes it where it is installed;
 * otherwise the checked-in sample (made by qemu-img) is filled up with clusters no table refers to,
 * which the format allows.
 */
export async function makeQcow2(mebibytes: number, name = 'disk.qcow2'): Promise<DiskImage> {
  const folder = await mkdtemp(join(tmpdir(), 'image-console-disk-'));
  const path = join(folder, name);
  const madeBy = (await hasQemuImg()) ? 'qemu-img' : 'sample';
  if (madeBy === 'qemu-img') {
    const raw = join(folder, 'disk.raw');
    await appendRandom(raw, mebibytes);
    await run('qemu-img', ['convert', '-f', 'raw', '-O', 'qcow2', raw, path]);
    await rm(raw);
  } else {
    await copyFile(sample, path);
    await appendRandom(path, mebibytes);
  }
  return {
    path,
    ...(await fingerprint(path)),
    madeBy,
    remove: () => rm(folder, { recursive: true }),
  };
}

/** A raw disk of one MiB for a file field: where what is in it does not matter. */
export const smallRaw = { name: 'small.raw', mimeType: 'application/octet-stream', buffer: Buffer.alloc(MiB, 7) };

const fixtures = new URL('../../packages/disk-format/fixtures/', import.meta.url);

/** A sample made by the real tools (`packages/disk-format/fixtures/make.sh`), for a file field. */
export async function sampleDisk(name: string) {
  const buffer = gunzipSync(await readFile(new URL(`${name}.gz`, fixtures)));
  return { name, mimeType: 'application/octet-stream', buffer };
}

/** A raw disk of random bytes in a file, where the browser has to read a real one. */
export async function makeRaw(mebibytes: number, name = 'disk.raw'): Promise<Omit<DiskImage, 'madeBy'>> {
  const folder = await mkdtemp(join(tmpdir(), 'image-console-disk-'));
  const path = join(folder, name);
  await appendRandom(path, mebibytes);
  return { path, ...(await fingerprint(path)), remove: () => rm(folder, { recursive: true, force: true }) };
}

async function hasQemuImg(): Promise<boolean> {
  return run('qemu-img', ['--version']).then(
    () => true,
    () => false,
  );
}

async function appendRandom(path: string, mebibytes: number): Promise<void> {
  const file = await open(path, 'a');
  const block = Buffer.allocUnsafe(MiB);
  for (let i = 0; i < mebibytes; i++) await file.write(randomFillSync(block));
  await file.close();
}

/** Hex; read as a stream. */
async function sha512Of(path: string): Promise<string> {
  const hash = createHash('sha512');
  await pipeline(createReadStream(path, { highWaterMark: MiB }), hash);
  return hash.digest('hex');
}

/** Size in bytes and SHA-512 of a file: what two copies must share. */
export async function fingerprint(path: string): Promise<{ size: number; sha512: string }> {
  return { size: (await stat(path)).size, sha512: await sha512Of(path) };
}
