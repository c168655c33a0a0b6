import { expect, it, vi } from 'vitest';
import { createSource, type Hasher } from './source.ts';
import { createTide } from './tide.ts';

const MiB = 1024 * 1024;

it('keeps the hashing of a slice a little ahead of its sending, and no further', async () => {
  let hashed = 0;
  const update = (bytes: Uint8Array) => {
    hashed += bytes.length;
  };
  const hasher: Hasher = { update, digest: () => ({}) };
  const source = createSource(new Blob([new Uint8Array(64 * MiB)]), hasher);
  const tide = createTide(0);
  /** What had to have left before each part of 8 MiB, in MiB; and what left in between. */
  const log: unknown[] = [];
  const reached = (offset: number) => {
    log.push(offset / MiB);
    return tide.reached(offset);
  };
  const stands = (at: number) => vi.waitFor(() => expect(log.at(-1)).toBe(at), { timeout: 10_000, interval: 1 });

  const work = source.meanwhile(64 * MiB, { reached });
  await stands(8);
  expect(hashed).toBe(16 * MiB);
  log.push('20 MiB have left');
  tide.rise(20 * MiB);
  await stands(24);
  expect(hashed).toBe(32 * MiB);
  log.push('the slice has ended, well or not');
  tide.rise(Number.POSITIVE_INFINITY);
  await work;
  expect(hashed).toBe(64 * MiB);
  expect(log).toEqual([-8, 0, 8, '20 MiB have left', 16, 24, 'the slice has ended, well or not', 32, 40, 48]);
});

it('does not hold the hashing of a later slice up: what lies before it has left', async () => {
  await createTide(24 * MiB).reached(24 * MiB);
});
