import { describe, expect, it } from 'vitest';
import { disagreements, flatten, unusedKeys } from './locale-texts.ts';

const pair = (zh: Record<string, string>, en: Record<string, string>) =>
  disagreements(
    'x',
    new Map([
      ['zh-CN', new Map(Object.entries(zh))],
      ['en-US', new Map(Object.entries(en))],
    ]),
  );

describe('texts of two languages', () => {
  it('are compared key by key, plurals as one', () => {
    expect(pair({ a: '甲', n_other: '{{count}} 个' }, { a: 'A', n_one: 'one', n_other: '{{count}}' })).toEqual([]);
  });
  it.each([
    ['a key missing', { a: '甲', b: '乙' }, { a: 'A' }, 'x: b is missing in en-US'],
    ['an empty text', { a: ' ' }, { a: 'A' }, 'x: a is empty in zh-CN'],
  ])('%s', (_kind, zh, en, problem) =>
    expect(pair(zh as Record<string, string>, en as Record<string, string>)).toContain(problem),
  );
  it('other placeholders', () => {
    expect(pair({ a: '{{name}}' }, { a: '{{nome}}' })[0]).toMatch(/^x: a has other placeholders/);
  });
});

describe('unused keys', () => {
  const keys = [
    ...flatten({ title: 'T', status: { active: 'A', queued: 'Q' }, gone: 'G', n_one: '1', n_other: 'n' }).keys(),
  ];
  it('are those no literal and no template spells', () => {
    expect(unusedKeys(keys, "t('title'); t(`status.${image.status}`); t('n', { count })")).toEqual(['gone']);
  });
  it('are not those whose beginning and end are spelled apart', () => {
    expect(unusedKeys(['network.title', 'nowhere.title'], "const key = 'network'; t(`${key}.title`)")).toEqual([
      'nowhere.title',
    ]);
  });
});
