import { execFile } from 'node:child_process';
import { createHash, randomFillSync } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { copyFile, mkdtemp, open, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { promisify } from 'node:util';

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
