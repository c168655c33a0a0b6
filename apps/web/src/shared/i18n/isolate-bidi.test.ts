// @vitest-environment jsdom
import { describe, expect, it } from 'vitest';
import { createI18n } from './i18n.ts';
import { isolateBidi } from './isolate-bidi.ts';

describe('isolateBidi', () => {
  it('returns values without directional characters unchanged', () => {
    for (const name of ['debian-12', '银河麒麟 <b> & "引号"', '']) expect(isolateBidi(name)).toBe(name);
  });

  it.each([
    ['an override without an end', 'photo\u202Egpj.exe', '\u2068photo\u202Egpj.exe\u2069'],
    ['a right-to-left script', 'שלום 3', '\u2068שלום 3\u2069'],
    ['an isolate without an end', 'a\u2067b', '\u2068a\u2067b\u2069\u2069'],
    ['an unbalanced end', 'a\u2069\u202Eb', '\u2068a\u202Eb\u2069'],
    ['a balanced isolate', 'a\u2066b\u2069c', '\u2068a\u2066b\u2069c\u2069'],
  ])('isolates %s', (_content, name, shown) => {
    expect(isolateBidi(name)).toBe(shown);
  });

  it('isolates the values in translated sentences', async () => {
    const { t } = await createI18n('en-US');
    expect(t('image:unnamed')).not.toContain('\u2068');
    expect(t('imageShare:accept.label', { name: 'photo\u202Egpj.exe' })).toContain('\u2068photo\u202Egpj.exe\u2069');
    expect(t('imageShare:accept.label', { name: '<b>&' })).toContain('<b>&');
  });
});
