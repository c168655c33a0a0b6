import { describe, expect, it } from 'vitest';
import { mapConcurrently } from './map-concurrently.ts';

describe('mapConcurrently', () => {
  it('returns the outcomes in the order of the items, not of their completion', async () => {
    const started: number[] = [];
    const releases: (() => void)[] = [];
    const run = mapConcurrently([1, 2, 3, 4], async (item) => {
      started.push(item);
      await new Promise<void>((resolve) => releases.push(resolve));
      return item * 10;
    });
    expect(started).toEqual([1, 2, 3, 4]);
    for (const release of releases.toReversed()) release();
    expect(await run).toEqual([10, 20, 30, 40]);
  });
});
