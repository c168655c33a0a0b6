import { describe, expect, it } from 'vitest';
import { quotaFault, shortSession } from './checks.ts';
import { keptValues } from './kept-form.ts';
import { defaultValues } from './values.ts';

const MIB = 1024 ** 2;

describe('the quota', () => {
  const usage = (used: number, limit: number, images = 0) => ({
    image_size_total: { usage: used, limit },
    image_count_total: { usage: images, limit: 10 },
  });

  it('says nothing while there is room, or no limit, or no word of it', () => {
    expect(quotaFault(usage(5, 10), 5 * MIB)).toBeNull();
    expect(quotaFault(usage(5, -1), 5e15)).toBeNull();
    expect(quotaFault({}, 5e15)).toBeNull();
  });

  it('counts in whole MiB, and tells what is left', () => {
    expect(quotaFault(usage(5, 10), 5 * MIB + 1)).toEqual({ kind: 'bytes', left: 5 * MIB, limit: 10 * MIB });
    expect(quotaFault(usage(12, 10), 1)).toMatchObject({ left: 0 });
  });

  it('counts images as well', () => {
    expect(quotaFault(usage(0, 10, 10), 1)).toEqual({ kind: 'images', limit: 10 });
  });
});

describe('the session', () => {
  const now = new Date('2026-01-01T00:00:00Z');
  const ends = new Date('2026-01-01T00:10:00Z');

  it('is too short where the last rate says so', () => {
    expect(shortSession(1000, 2, ends, now)).toBeNull();
    expect(shortSession(2000, 2, ends, now)).toEqual({ needed: 1000, left: 600 });
  });

  it('without a rate is too short only at its very end', () => {
    expect(shortSession(1e12, null, ends, now)).toBeNull();
    expect(shortSession(1, null, ends, new Date('2026-01-01T00:09:30Z'))).toEqual({ needed: null, left: 30 });
  });
});

describe('a kept form', () => {
  it('brings back what was filled in, without the file', () => {
    const form = { ...defaultValues, name: 'web', minDiskGib: 7, source: 'a file', unheard: 1 };
    expect(keptValues({ form })).toEqual({ name: 'web', minDiskGib: 7 });
  });

  it.each([null, 'text', {}, { form: null }, { form: 'text' }])('is none: %j', (state) => {
    expect(keptValues(state)).toEqual({});
  });
});
