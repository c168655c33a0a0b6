import { expect, it } from 'vitest';

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
  const tide = createTide();
  const work = source.meanwhile(64 * MiB, tide);
  const settled = async () => {
    let before = -1;
    while (hashed !== before) {
      before = hashed;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    return hashed / MiB;
  };
  expect(await settled()).toBe(16);
  tide.rise(20 * MiB);
  expect(await settled()).toBe(32);
  // The slice has ended, well or not.
  tide.rise(Number.POSITIVE_INFINITY);
  await work;
  expect(hashed).toBe(64 * MiB);
});
