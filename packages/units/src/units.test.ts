import { describe, expect, it } from 'vitest';
import { bytesToWholeGib, dayMs, GiB, gibToBytes, gibToMib, mibToGib } from './index.ts';

describe('units', () => {
  it('converts between bytes, MiB and GiB', () => {
    expect([gibToMib(0.5), mibToGib(1536), gibToBytes(2)]).toEqual([512, 1.5, 2 * GiB]);
  });

  it('rounds bytes up to whole GiB', () => {
    expect([0, 1, GiB, GiB + 1].map(bytesToWholeGib)).toEqual([0, 1, 1, 2]);
  });

  it('has 86,400,000 ms in a day', () => {
    expect(dayMs).toBe(86_400_000);
  });
});
