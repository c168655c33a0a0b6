import { describe, expect, it } from 'vitest';
import { runEach, splitByPermission } from './batch.ts';
import { imageOf } from './testing.ts';

describe('a batch of images', () => {
  it('keeps what is not allowed apart, with the reason', () => {
    const free = imageOf({ id: 'free' });
    const kept = imageOf({ id: 'kept', isProtected: true });
    const split = splitByPermission([free, kept], (image) =>
      image.isProtected ? { kind: 'blocked', reason: 'protected' } : { kind: 'allowed' },
    );
    expect(split).toEqual({ allowed: [free], blocked: [{ image: kept, reason: 'protected' }] });
  });

  it('tells what became of each in their order, whoever is ready first', async () => {
    const started: number[] = [];
    const releases: (() => void)[] = [];
    const run = runEach([1, 2, 3, 4], async (item) => {
      started.push(item);
      await new Promise<void>((resolve) => releases.push(resolve));
      return item * 10;
    });
    expect(started).toEqual([1, 2, 3, 4]);
    for (const release of releases.toReversed()) release();
    expect(await run).toEqual([10, 20, 30, 40]);
  });
});
