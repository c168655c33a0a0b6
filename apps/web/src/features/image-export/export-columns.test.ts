import { describe, expect, it } from 'vitest';
import { exportFileName, gibOf, localTime, rowBatches } from './rows.ts';

describe('times', () => {
  it('are local, with their offset', () => {
    expect(localTime('2026-01-31T20:05:09Z', 480)).toBe('2026-02-01T04:05:09+08:00');
    expect(localTime('2026-01-01T00:00:00Z', -210)).toBe('2025-12-31T20:30:00-03:30');
  });

  it('are the same moment as before', () => {
    expect(new Date(localTime('2026-07-01T12:34:56Z')).toISOString()).toBe('2026-07-01T12:34:56.000Z');
  });

  it('that are none are passed on', () => {
    expect(localTime('soon')).toBe('soon');
  });
});

it('sizes are numbers of GiB, to three decimals', () => {
  expect(gibOf(1024 ** 3 * 1.5)).toBe(1.5);
  expect(gibOf(1024 ** 2)).toBe(0.001);
  expect(gibOf(null)).toBeNull();
});

it('the file is named after the minute it was made in', () => {
  expect(exportFileName('csv', new Date(2026, 0, 5, 9, 7))).toBe('images-20260105-0907.csv');
});

it('rows come in batches, all of them, in their order', () => {
  const items = Array.from({ length: 1234 }, (_, at) => at);
  const columns = [
    { key: 'at', title: 'At', value: (at: number) => at },
    { key: 'name', title: 'Name', value: (at: number) => `n${at}` },
  ];
  const batches = [...rowBatches(items, columns)];
  expect(batches.map(({ length }) => length)).toEqual([500, 500, 234]);
  expect(batches.flat().at(-1)).toEqual([1233, 'n1233']);
});
