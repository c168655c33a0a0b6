import { describe, expect, it } from 'vitest';
import { formatBytes, formatClockTime, formatExactBytes, formatRelativeTime } from './format.ts';

describe('sizes', () => {
  it.each([
    [0, '0 B'],
    [1023, '1,023 B'],
    [1024, '1 KiB'],
    [1536, '1.5 KiB'],
    [10.25 * 1024 ** 2, '10.3 MiB'],
    [1024 ** 3 - 1, '1,024 MiB'],
    [120 * 1024 ** 3, '120 GiB'],
    [5 * 1024 ** 6, '5,120 PiB'],
  ])('%d bytes is %s', (bytes, text) => {
    expect(formatBytes(bytes, 'en-US')).toBe(text);
  });

  it('says exact bytes in the reader’s language', () => {
    expect(formatExactBytes(4_518_912, 'en-US')).toBe('4,518,912 bytes');
    expect(formatExactBytes(4_518_912, 'zh-CN')).toBe('4,518,912字节');
  });
});

describe('moments', () => {
  const now = new Date('2026-03-01T12:00:00Z');
  it.each([
    ['2026-03-01T11:59:30Z', 'now'],
    ['2026-03-01T12:00:20Z', 'now'],
    ['2026-03-01T11:58:01Z', '1 minute ago'],
    ['2026-03-01T09:00:00Z', '3 hours ago'],
    ['2026-02-27T12:00:00Z', '2 days ago'],
    ['2027-06-01T12:00:00Z', 'next year'],
  ])('%s is %s', (at, text) => {
    expect(formatRelativeTime(new Date(at), now, 'en-US')).toBe(text);
  });

  it('are said by the clock, and by the day where that is another one', () => {
    const at = new Date(2026, 2, 1, 14, 32);
    expect(formatClockTime(at, new Date(2026, 2, 1, 9), 'zh-CN')).toBe('14:32');
    expect(formatClockTime(at, new Date(2026, 1, 28, 23), 'zh-CN')).toBe('3月1日 14:32');
  });
});
