import { describe, expect, it } from 'vitest';
import { imageFixture } from '../../resources/images/image-fixture.ts';
import { facetCounts } from './facets.ts';
import { filterImages, indexImages, pageOf, type SortContext, sortImages } from './filter-and-sort-images.ts';
import { defaultParams, type Sort } from './search-params.ts';

const zh: SortContext = { locale: 'zh-CN', ownerName: (image) => image.owner ?? '' };

function sortedNames(images: Parameters<typeof indexImages>[0], sort: Sort): readonly string[] {
  return sortImages(indexImages(images), sort, zh).map(({ image }) => image.name);
}

describe('sortImages', () => {
  it('orders Chinese names by pinyin and numbers in names by value', () => {
    const images = ['重装系统-10', '安全基线', '麒麟 V10', '麒麟 V9', '北京机房'].map((name) => imageFixture({ name }));
    expect(sortedNames(images, { column: 'name', direction: 'asc' })).toEqual([
      '安全基线',
      '北京机房',
      '麒麟 V9',
      '麒麟 V10',
      '重装系统-10',
    ]);
  });

  it('puts images without a size last in both directions', () => {
    const images = [
      imageFixture({ name: 'none', size: null }),
      imageFixture({ name: 'big', size: 9 }),
      imageFixture({ name: 'small', size: 0 }),
    ];
    expect(sortedNames(images, { column: 'size', direction: 'asc' })).toEqual(['small', 'big', 'none']);
    expect(sortedNames(images, { column: 'size', direction: 'desc' })).toEqual(['big', 'small', 'none']);
  });

  it('puts images without tags last in both directions', () => {
    const images = [
      imageFixture({ name: 'none' }),
      imageFixture({ name: 'b', tags: ['b'] }),
      imageFixture({ name: 'a', tags: ['a'] }),
    ];
    expect(sortedNames(images, { column: 'tags', direction: 'asc' })).toEqual(['a', 'b', 'none']);
    expect(sortedNames(images, { column: 'tags', direction: 'desc' })).toEqual(['b', 'a', 'none']);
  });

  it('orders images with equal values newest first', () => {
    const images = [
      imageFixture({ name: 'old', createdAt: '2025-01-01T00:00:00Z' }),
      imageFixture({ name: 'new', createdAt: '2026-01-01T00:00:00Z' }),
    ];
    expect(sortedNames(images, { column: 'status', direction: 'asc' })).toEqual(['new', 'old']);
  });
});

const images = [
  imageFixture({
    id: 'aaaa-1111',
    name: 'Ubuntu Server 24.04',
    tags: ['生产'],
    os: { kind: 'known', value: 'ubuntu' },
  }),
  imageFixture({
    id: 'bbbb-2222',
    name: '银河麒麟桌面版',
    visibility: 'public',
    os: { kind: 'known', value: 'kylin' },
  }),
  imageFixture({
    id: 'cccc-3333',
    name: 'TempleOS',
    status: 'killed',
    os: { kind: 'unknown', raw: 'TempleOS' },
  }),
  imageFixture({ id: 'dddd-4444', name: '', status: 'queued' }),
];

describe('filterImages', () => {
  const entries = indexImages(images);
  const matchingIds = (change: Partial<typeof defaultParams>) =>
    filterImages(entries, { ...defaultParams, ...change }).map(({ id }) => id.slice(0, 4));

  it('finds parts of names, IDs and tags in any script, case and width', () => {
    expect(matchingIds({ search: 'SERVER' })).toEqual(['aaaa']);
    expect(matchingIds({ search: '麒麟' })).toEqual(['bbbb']);
    expect(matchingIds({ search: '3333' })).toEqual(['cccc']);
    expect(matchingIds({ search: '生产' })).toEqual(['aaaa']);
    expect(matchingIds({ search: 'Ｕｂｕｎｔｕ' })).toEqual(['aaaa']);
  });

  it('requires every term of the search', () => {
    expect(matchingIds({ search: '24.04 ubuntu' })).toEqual(['aaaa']);
    expect(matchingIds({ search: '24.04 debian' })).toEqual([]);
    expect(matchingIds({ search: '   ' })).toHaveLength(4);
  });

  it('requires every filter and any value of each filter', () => {
    expect(matchingIds({ filters: { status: ['queued', 'killed'] } })).toEqual(['cccc', 'dddd']);
    expect(matchingIds({ filters: { status: ['active'], os: ['ubuntu', 'TempleOS'] } })).toEqual(['aaaa']);
    expect(matchingIds({ filters: { os: ['none'] } })).toEqual(['dddd']);
    expect(matchingIds({ tab: 'public', filters: { os: ['ubuntu'] } })).toEqual([]);
  });

  it('matches images with any of the selected tags, and hidden images', () => {
    expect(matchingIds({ filters: { tag: ['生产', '测试'] } })).toEqual(['aaaa']);
    expect(matchingIds({ filters: { tag: ['none'] } })).toEqual([]);
    expect(matchingIds({ filters: { hidden: ['yes'] } })).toEqual([]);
  });
});

describe('facetCounts', () => {
  it('counts each value that occurs, most frequent first', () => {
    expect(facetCounts(images, 'status')).toEqual([
      ['active', 2],
      ['killed', 1],
      ['queued', 1],
    ]);
    expect(facetCounts(images, 'tag')).toEqual([['生产', 1]]);
  });
});

describe('pageOf', () => {
  const fortyFiveImages = Array.from({ length: 45 }, (_, index) => imageFixture({ id: String(index) }));

  it('returns fewer rows on the last page', () => {
    expect(pageOf(fortyFiveImages, { page: 3, pageSize: 20 })).toMatchObject({
      page: 3,
      pageCount: 3,
      rows: { length: 5 },
    });
  });

  it('returns the last page for a page beyond it, and one empty page for no images', () => {
    expect(pageOf(fortyFiveImages, { page: 99, pageSize: 20 }).page).toBe(3);
    expect(pageOf([], { page: 2, pageSize: 20 })).toEqual({ rows: [], page: 1, pageCount: 1 });
  });
});

describe('filtering, sorting and paging together', () => {
  it('handle 10,000 images', () => {
    const manyImages = Array.from({ length: 10_000 }, (_, index) =>
      imageFixture({ id: `id-${index}`, name: `镜像-${(index * 7919) % 10_000}` }),
    );
    const sorted = sortImages(indexImages(manyImages), { column: 'name', direction: 'asc' }, zh);
    expect(sorted[0]?.image.name).toBe('镜像-0');
    expect(sorted.at(-1)?.image.name).toBe('镜像-9999');
    const matching = filterImages(sorted, { ...defaultParams, search: '镜像-99' });
    expect(matching).toHaveLength(111);
    expect(pageOf(matching, { page: 6, pageSize: 20 }).rows).toHaveLength(11);
  });
});
