import { GiB } from '@console/units';
import { describe, expect, it } from 'vitest';
import { imageFixture } from '../../resources/images/image-fixture.ts';
import { isReversed, parseDay, parseSize, type Ranges, rangeTests } from './ranges.ts';

function passes(ranges: Ranges, changes: Parameters<typeof imageFixture>[0]): boolean {
  return rangeTests(ranges).every((test) => test(imageFixture(changes)));
}

describe('size range', () => {
  const oneToTwo: Ranges = { size: { from: '1GiB', to: '2GiB' } };

  it('includes both ends and excludes images without a size', () => {
    expect(passes(oneToTwo, { size: GiB })).toBe(true);
    expect(passes(oneToTwo, { size: 2 * GiB })).toBe(true);
    expect(passes(oneToTwo, { size: GiB - 1 })).toBe(false);
    expect(passes(oneToTwo, { size: 2 * GiB + 1 })).toBe(false);
    expect(passes(oneToTwo, { size: null })).toBe(false);
  });

  it('can be open at either end', () => {
    expect(passes({ size: { from: '', to: '512MiB' } }, { size: 0 })).toBe(true);
    expect(passes({ size: { from: '1TiB', to: '' } }, { size: 1024 * GiB })).toBe(true);
    expect(passes({}, { size: null })).toBe(true);
  });
});

describe('parseSize', () => {
  it('requires an amount and one of the units MiB, GiB and TiB', () => {
    expect(parseSize('1.5GiB')).toEqual({ amount: 1.5, unit: 'GiB' });
    for (const text of ['', '5', 'GiB', '-1GiB', '1e9GiB', '5GB']) expect(parseSize(text), text).toBeNull();
  });
});

describe('day range', () => {
  /** Formats a local time as Glance does: in UTC, without fractions of a second. */
  const glanceTime = (...parts: [number, number, number, number, number, number]) => {
    const [year, month, ...rest] = parts;
    return `${new Date(year, month - 1, ...rest).toISOString().slice(0, 19)}Z`;
  };
  const day: Ranges = { created: { from: '2026-01-31', to: '2026-01-31' } };

  it("includes the day from its first to its last second in the user's time zone", () => {
    expect(passes(day, { createdAt: glanceTime(2026, 1, 31, 0, 0, 0) })).toBe(true);
    expect(passes(day, { createdAt: glanceTime(2026, 1, 31, 23, 59, 59) })).toBe(true);
    expect(passes(day, { createdAt: glanceTime(2026, 1, 30, 23, 59, 59) })).toBe(false);
    expect(passes(day, { createdAt: glanceTime(2026, 2, 1, 0, 0, 0) })).toBe(false);
  });

  it('accepts times with fractions of a second', () => {
    expect(passes(day, { createdAt: glanceTime(2026, 1, 31, 0, 0, 0).replace('Z', '.000001Z') })).toBe(true);
    expect(passes(day, { createdAt: glanceTime(2026, 2, 1, 0, 0, 0).replace('Z', '.000001Z') })).toBe(false);
  });
});

describe('parseDay', () => {
  it('returns null for a text that is no day of the calendar', () => {
    for (const text of ['2026-02-30', '2026-13-01', '2026-1-1', 'today']) expect(parseDay(text), text).toBeNull();
  });
});

describe('isReversed', () => {
  it('compares sizes by bytes and days by date, and is false for an open range', () => {
    expect(isReversed('size', { from: '2GiB', to: '1024MiB' })).toBe(true);
    expect(isReversed('size', { from: '512MiB', to: '1GiB' })).toBe(false);
    expect(isReversed('created', { from: '2026-02-01', to: '2026-01-31' })).toBe(true);
    expect(isReversed('created', { from: '2026-02-01', to: '' })).toBe(false);
  });
});
