import { describe, expect, it } from 'vitest';
import { imageOf } from '../../resources/image/testing.ts';
import { applyChange, changeBetween, tagCounts } from './tag-change.ts';
import { addTyped, draftFrom, endRename, removeTag, rename, settle, typeTag } from './tag-draft.ts';

const rule = { max: 255 };

describe('a change of tags', () => {
  it('leaves alone what others have added and taken away in the meantime', () => {
    const change = changeBetween(['生产', 'old', 'web'], ['生产', 'new', 'web']);
    expect(change).toEqual({ add: ['new'], remove: ['old'] });
    expect(applyChange(['old', 'theirs'], change)).toEqual(['theirs', 'new']);
  });

  it('has nothing twice, and nothing to do where it is done already', () => {
    expect(applyChange(['a', 'b'], { add: ['b', 'c', 'c'], remove: ['x'] })).toEqual(['a', 'b', 'c']);
    expect(applyChange(['a'], { add: ['a'], remove: [] })).toEqual(['a']);
  });
});

describe('tags being edited', () => {
  const draft = draftFrom(['生产', 'web']);

  it('take a further one, trimmed, and refuse what is there already', () => {
    expect(addTyped(typeTag(draft, '  db '), rule)).toMatchObject({ tags: ['生产', 'web', 'db'], typed: '' });
    expect(addTyped(typeTag(draft, 'web'), rule)).toMatchObject({
      typed: 'web',
      fault: { at: 'typed', fault: { code: 'duplicate' } },
    });
    expect(addTyped(typeTag(draft, '标'.repeat(256)), rule).fault?.fault.code).toBe('tooLong');
  });

  it('are renamed in place, but not into another', () => {
    expect(endRename(rename(draft, '生产', ' 测试 '), rule)).toMatchObject({ tags: ['测试', 'web'], renaming: null });
    expect(endRename(rename(draft, '生产', 'web'), rule)).toMatchObject({ tags: ['生产', 'web'], renaming: {} });
    expect(endRename(rename(draft, '生产', ' '), rule).fault?.fault.code).toBe('required');
  });

  it('keep to the form that the cloud asks for', () => {
    const pairs = { max: 80, pattern: /^\w+=\w+$/ };
    expect(addTyped(typeTag(draft, 'env'), pairs).fault?.fault.code).toBe('pattern');
    expect(addTyped(typeTag(draft, 'env=test'), pairs).tags).toContain('env=test');
  });

  it('take in what is half done when they are saved', () => {
    const half = typeTag(rename(removeTag(draftFrom(['a', 'b', 'c']), 'c'), 'a', 'A'), 'd');
    expect(settle(half, rule)).toEqual(draftFrom(['A', 'b', 'd']));
    expect(settle(typeTag(rename(draft, 'web', '生产'), 'd'), rule)).toMatchObject({
      tags: ['生产', 'web'],
      typed: 'd',
      fault: { at: 'renaming' },
    });
  });
});

it('counts the tags in use, most frequent first', () => {
  const images = [['web', 'db'], ['web'], ['app']].map((tags) => imageOf({ tags }));
  expect(tagCounts(images)).toEqual([
    ['web', 2],
    ['app', 1],
    ['db', 1],
  ]);
});
