import { describe, expect, it } from 'vitest';
import type { Volume } from './volume.ts';
import { mergeVolumes, quotaLeft } from './volume-queries.ts';

describe('quotaLeft', () => {
  const limits = (used: number, max: number) => ({ volumes: { used, max }, gigabytes: { used: used * 10, max: 1000 } });

  it('is the quota minus the usage', () => {
    expect(quotaLeft(limits(3, 10))).toEqual({ volumes: 7, gib: 970 });
  });

  it('is null for -1, and 0 where the usage exceeds the quota', () => {
    expect(quotaLeft(limits(3, -1)).volumes).toBeNull();
    expect(quotaLeft(limits(12, 10)).volumes).toBe(0);
  });
});

const volumeFixture = (id: string, status: string): Volume => ({
  id,
  name: id,
  status,
  sizeGib: 1,
  type: null,
  zone: null,
  imageId: null,
  createdAt: null,
});

describe('mergeVolumes', () => {
  it('puts requested volumes first and lists a volume once, with its polled status', () => {
    const listed = [volumeFixture('made', 'available'), volumeFixture('old', 'in-use')];
    const requested = [volumeFixture('new', 'downloading'), volumeFixture('made', 'in-use')];
    expect(mergeVolumes(listed, requested).map(({ id, status }) => [id, status])).toEqual([
      ['new', 'downloading'],
      ['made', 'in-use'],
      ['old', 'in-use'],
    ]);
  });
});
