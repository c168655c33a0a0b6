import { describe, expect, it } from 'vitest';
import { formatBytes, formatClockTime, formatDuration, formatExactBytes, formatRelativeTime } from './format.ts';

describe('formatBytes', () => {
  it.each([
    [0, '0 B'],
    [1023, '1,023 B'],
    [1024, '1 KiB'],
    [1536, '1.5 KiB'],
    [10.25 * 1024 ** 2, '10.3 MiB'],
    [1024 ** 3 - 1, '1,024 MiB'],
    [120 * 1024 ** 3, '120 GiB'],
    [5 * 1024 ** 6, '5,120 PiB'],
  ])('formats %d bytes as %s', (bytes, text) => {
    expect(formatBytes(bytes, 'en-US')).toBe(text);
  });
});

describe('formatExactBytes', () => {
  it('follows the language', () => {
    expect(formatExactBytes(4_518_912, 'en-US')).toBe('4,518,912 bytes');
    expect(formatExactBytes(4_518_912, 'zh-CN')).toBe('4,518,912字节');
  });
});

describe('formatRelativeTime', () => {
  const now = new Date('2026-03-01T12:00:00Z');
  it.each([
    ['2026-03-01T11:59:30Z', 'now'],
    ['2026-03-01T12:00:20Z', 'now'],
    ['2026-03-01T11:58:01Z', '1 minute ago'],
    ['2026-03-01T09:00:00Z', '3 hours ago'],
    ['2026-02-27T12:00:00Z', '2 days ago'],
    ['2027-06-01T12:00:00Z', 'next year'],
  ])('formats %s as %s', (at, text) => {
    expect(formatRelativeTime(new Date(at), now, 'en-US')).toBe(text);
  });
});

describe('formatClockTime', () => {
  it('adds the day unless it is today', () => {
    const at = new Date(2026, 2, 1, 14, 32);
    expect(formatClockTime(at, new Date(2026, 2, 1, 9), 'zh-CN')).toBe('14:32');
    expect(formatClockTime(at, new Date(2026, 1, 28, 23), 'zh-CN')).toBe('3月1日 14:32');
  });
});

describe('formatDuration', () => {
  it.each([
    [0, '1 sec'],
    [39.2, '40 sec'],
    [60, '1 min'],
    [200, '3 min 20 sec'],
    [3900, '1 hr 5 min'],
    [7205, '2 hr'],
  ])('formats %d s as %s', (seconds, text) => {
    expect(formatDuration(seconds, 'en-US')).toBe(text);
  });

  it('follows the language', () => {
    expect(formatDuration(200, 'zh-CN')).toBe('3分钟 20秒');
  });
});
