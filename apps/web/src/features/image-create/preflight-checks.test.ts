import { MiB } from '@console/units';
import { describe, expect, it } from 'vitest';
import { checkQuota, checkSessionLength } from './preflight-checks.ts';

describe('checkQuota', () => {
  const usage = (used: number, limit: number, images = 0) => ({
    image_size_total: { usage: used, limit },
    image_count_total: { usage: images, limit: 10 },
  });

  it('returns null if the file fits, the quota has no limit or the cloud reports no usage', () => {
    expect(checkQuota(usage(5, 10), 5 * MiB)).toBeNull();
    expect(checkQuota(usage(5, -1), 5e15)).toBeNull();
    expect(checkQuota({}, 5e15)).toBeNull();
  });

  it('rounds the size up to whole MiB and returns what is left', () => {
    expect(checkQuota(usage(5, 10), 5 * MiB + 1)).toEqual({ kind: 'bytes', left: 5 * MiB, limit: 10 * MiB });
    expect(checkQuota(usage(12, 10), 1)).toMatchObject({ left: 0 });
  });

  it('checks the number of images as well', () => {
    expect(checkQuota(usage(0, 10, 10), 1)).toEqual({ kind: 'images', limit: 10 });
  });
});

describe('checkSessionLength', () => {
  const now = new Date('2026-01-01T00:00:00Z');
  const expiresAt = new Date('2026-01-01T00:10:00Z');

  it('compares the time that the upload needs at the last rate with the time left', () => {
    expect(checkSessionLength(1000, 2, expiresAt, now)).toBeNull();
    expect(checkSessionLength(2000, 2, expiresAt, now)).toEqual({ needed: 1000, left: 600 });
  });

  it('returns a session without a known rate only in its last minute', () => {
    expect(checkSessionLength(1e12, null, expiresAt, now)).toBeNull();
    const lateNow = new Date('2026-01-01T00:09:30Z');
    expect(checkSessionLength(1, null, expiresAt, lateNow)).toEqual({ needed: null, left: 30 });
  });
});
