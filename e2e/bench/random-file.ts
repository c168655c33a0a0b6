import { randomFillSync } from 'node:crypto';
import { mkdtemp, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MiB } from '@console/units';

/** Runs `work` with a file of random bytes, which no compression makes smaller. */
export async function withRandomFile(bytes: number, work: (path: string) => Promise<void>): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'image-console-bench-'));
  const path = join(folder, 'random.raw');
  const file = await open(path, 'w');
  const block = Buffer.allocUnsafe(MiB);
  for (let i = 0; i < bytes / MiB; i++) await file.write(randomFillSync(block));
  await file.close();
  await work(path).finally(() => rm(folder, { recursive: true, force: true }));
}
