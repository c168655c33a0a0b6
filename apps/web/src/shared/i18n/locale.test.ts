import { describe, expect, it } from 'vitest';
import { detectLocale } from './locale.ts';

const from = (change: Partial<Parameters<typeof detectLocale>[0]>) =>
  detectLocale({ search: '', stored: null, browser: [], ...change });

describe('the language to start in', () => {
  it('is what the address forces, before what was chosen, before what the browser prefers', () => {
    expect(from({ search: '?lang=en-US', stored: 'zh-CN', browser: ['zh-CN'] })).toBe('en-US');
    expect(from({ stored: 'zh-CN', browser: ['en-US'] })).toBe('zh-CN');
    expect(from({ browser: ['fr', 'zh-TW', 'en'] })).toBe('zh-CN');
    expect(from({ browser: ['en-GB', 'zh-CN'] })).toBe('en-US');
  });

  it('passes over languages it does not speak', () => {
    expect(from({ search: '?lang=de-DE', stored: 'xx', browser: ['de'] })).toBe('en-US');
    expect(from({ search: '?lang=de-DE', browser: ['zh'] })).toBe('zh-CN');
  });
});
