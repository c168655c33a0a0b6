import { describe, expect, it } from 'vitest';
import { findDisagreements, flatten, unusedKeys } from './locale-texts.ts';

const compare = (zh: Record<string, string>, en: Record<string, string>) =>
  findDisagreements(
    'x',
    new Map([
      ['zh-CN', new Map(Object.entries(zh))],
      ['en-US', new Map(Object.entries(en))],
    ]),
  );

describe('findDisagreements', () => {
  it('is empty for the same keys, whatever the plural forms', () => {
    expect(compare({ a: '甲', n_other: '{{count}} 个' }, { a: 'A', n_one: 'one', n_other: '{{count}}' })).toEqual([]);
  });
  it.each([
    ['a missing key', { a: '甲', b: '乙' }, { a: 'A' }, 'x: b is missing in en-US'],
    ['an empty text', { a: ' ' }, { a: 'A' }, 'x: a is empty in zh-CN'],
  ])('reports %s', (_kind, zh, en, problem) =>
    expect(compare(zh as Record<string, string>, en as Record<string, string>)).toContain(problem),
  );
  it('reports different placeholders', () => {
    expect(compare({ a: '{{name}}' }, { a: '{{nome}}' })[0]).toMatch(/^x: a has different placeholders/);
  });
});

describe('unusedKeys', () => {
  const keys = [
    ...flatten({ title: 'T', status: { active: 'A', queued: 'Q' }, gone: 'G', n_one: '1', n_other: 'n' }).keys(),
  ];
  it('returns keys that no literal and no template produces', () => {
    expect(unusedKeys(keys, "t('title'); t(`status.${image.status}`); t('n', { count })")).toEqual(['gone']);
  });
  it('accepts a key whose beginning is a literal and whose end is in a template', () => {
    expect(unusedKeys(['network.title', 'volume.title'], "const key = 'network'; t(`${key}.title`)")).toEqual([
      'volume.title',
    ]);
  });
});
