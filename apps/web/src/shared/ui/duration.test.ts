import { expect, it } from 'vitest';
import { formatDuration } from './duration.ts';

it.each([
  [0, '1 sec'],
  [39.2, '40 sec'],
  [60, '1 min'],
  [200, '3 min 20 sec'],
  [3900, '1 hr 5 min'],
  [7205, '2 hr'],
])('%d s is %s', (seconds, text) => {
  expect(formatDuration(seconds, 'en-US')).toBe(text);
});

it('follows the language', () => {
  expect(formatDuration(200, 'zh-CN')).toBe('3分钟 20秒');
});
