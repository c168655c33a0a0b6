import { describe, expect, it } from 'vitest';
import { imageFixture } from '../../resources/images/image-fixture.ts';
import { applyTagChange, countTags, diffTags } from './tag-change.ts';

describe('applyTagChange', () => {
  it('keeps tags that another user has added or removed in the meantime', () => {
    const change = diffTags(['生产', 'old', 'web'], ['生产', 'new', 'web']);
    expect(change).toEqual({ add: ['new'], remove: ['old'] });
    expect(applyTagChange(['old', 'theirs'], change)).toEqual(['theirs', 'new']);
  });

  it('adds no tag twice and ignores the removal of a tag that the image does not have', () => {
    expect(applyTagChange(['a', 'b'], { add: ['b', 'c', 'c'], remove: ['x'] })).toEqual(['a', 'b', 'c']);
    expect(applyTagChange(['a'], { add: ['a'], remove: [] })).toEqual(['a']);
  });
});

describe('countTags', () => {
  it('counts the images of each tag, most frequent first', () => {
    const images = [['web', 'db'], ['web'], ['app']].map((tags) => imageFixture({ tags }));
    expect(countTags(images)).toEqual([
      ['web', 2],
      ['app', 1],
      ['db', 1],
    ]);
  });
});
