import { describe, expect, it } from 'vitest';
import { detectLocale } from './locale.ts';

const from = (change: Partial<Parameters<typeof detectLocale>[0]>) =>
  detectLocale({ search: '', stored: null, browser: [], ...change });

describe('detectLocale', () => {
  it('prefers the address to the stored choice and that to the languages of the browser', () => {
    expect(from({ search: '?lang=en-US', stored: 'zh-CN', browser: ['zh-CN'] })).toBe('en-US');
    expect(from({ stored: 'zh-CN', browser: ['en-US'] })).toBe('zh-CN');
    expect(from({ browser: ['fr', 'zh-TW', 'en'] })).toBe('zh-CN');
    expect(from({ browser: ['en-GB', 'zh-CN'] })).toBe('en-US');
  });

  it('ignores locales that are not supported', () => {
    expect(from({ search: '?lang=de-DE', stored: 'xx', browser: ['de'] })).toBe('en-US');
    expect(from({ search: '?lang=de-DE', browser: ['zh'] })).toBe('zh-CN');
  });
});
