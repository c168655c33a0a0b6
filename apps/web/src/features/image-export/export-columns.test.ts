import { GiB, MiB } from '@console/units';
import { describe, expect, it } from 'vitest';
import { orderColumns, toGib, toLocalTime } from './export-columns.ts';

describe('toLocalTime', () => {
  it('writes local time with its UTC offset', () => {
    expect(toLocalTime('2026-01-31T20:05:09Z', 480)).toBe('2026-02-01T04:05:09+08:00');
    expect(toLocalTime('2026-01-01T00:00:00Z', -210)).toBe('2025-12-31T20:30:00-03:30');
  });

  it('does not change the moment', () => {
    expect(new Date(toLocalTime('2026-07-01T12:34:56Z')).toISOString()).toBe('2026-07-01T12:34:56.000Z');
  });

  it('returns a text that is not a time unchanged', () => {
    expect(toLocalTime('soon')).toBe('soon');
  });
});

describe('toGib', () => {
  it('rounds to three decimals', () => {
    expect(toGib(1.5 * GiB)).toBe(1.5);
    expect(toGib(MiB)).toBe(0.001);
    expect(toGib(null)).toBeNull();
  });
});

describe('orderColumns', () => {
  it('puts the columns with the given keys first and keeps the others', () => {
    const columns = ['a', 'b', 'c'].map((key) => ({ key }));
    expect(orderColumns(columns, ['c', 'unknown', 'a']).map(({ key }) => key)).toEqual(['c', 'a', 'b']);
  });
});
