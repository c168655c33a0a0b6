// @vitest-environment jsdom
import { expect, it } from 'vitest';
import { createI18n } from './i18n.ts';
import { isolateBidi } from './isolate-bidi.ts';

it('leaves alone what cannot turn anything', () => {
  for (const name of ['debian-12', '银河麒麟 <b> & "引号"', '']) expect(isolateBidi(name)).toBe(name);
});

it.each([
  ['a turn that is never ended', 'photo\u202Egpj.exe', '\u2068photo\u202Egpj.exe\u2069'],
  ['another script', 'שלום 3', '\u2068שלום 3\u2069'],
  ['an isolate that is never ended', 'a\u2067b', '\u2068a\u2067b\u2069\u2069'],
  ['an end that would let the turn out', 'a\u2069\u202Eb', '\u2068a\u202Eb\u2069'],
  ['an isolate of its own', 'a\u2066b\u2069c', '\u2068a\u2066b\u2069c\u2069'],
])('keeps in %s', (_what, name, shown) => {
  expect(isolateBidi(name)).toBe(shown);
});

it('stands between every sentence and what it names', async () => {
  const { t } = await createI18n('en-US');
  expect(t('image:unnamed')).not.toContain('\u2068');
  expect(t('imageShare:accept.label', { name: 'photo\u202Egpj.exe' })).toContain('\u2068photo\u202Egpj.exe\u2069');
  expect(t('imageShare:accept.label', { name: '<b>&' })).toContain('<b>&');
});
