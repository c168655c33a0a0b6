import { describe, expect, it } from 'vitest';
import { imageOf } from '../../resources/image/testing.ts';
import { facetCounts } from './facets.ts';
import { plainAddress, type Sort } from './list-address.ts';
import { filterEntries, indexImages, pageOf, type SortContext, sortEntries } from './view.ts';

const zh: SortContext = {
  locale: 'zh-CN',
  ownerName: (image) => image.owner ?? '',
};

function namesBy(sort: Sort, images: Parameters<typeof indexImages>[0], context = zh): readonly string[] {
  return sortEntries(indexImages(images), sort, context).map(({ image }) => image.name);
}

describe('sorting', () => {
  it('orders Chinese names by pinyin and numbers by value', () => {
    const images = ['重装系统-10', '安全基线', '麒麟 V10', '麒麟 V9', '北京机房'].map((name) => imageOf({ name }));
    expect(namesBy({ column: 'name', direction: 'asc' }, images)).toEqual([
      '安全基线',
      '北京机房',
      '麒麟 V9',
      '麒麟 V10',
      '重装系统-10',
    ]);
  });

  it('puts images without data last whichever way sizes are turned', () => {
    const images = [
      imageOf({ name: 'none', size: null }),
      imageOf({ name: 'big', size: 9 }),
      imageOf({ name: 'small', size: 0 }),
    ];
    expect(namesBy({ column: 'size', direction: 'asc' }, images)).toEqual(['small', 'big', 'none']);
    expect(namesBy({ column: 'size', direction: 'desc' }, images)).toEqual(['big', 'small', 'none']);
  });

  it('puts images without tags last whichever way tags are turned', () => {
    const images = [
      imageOf({ name: 'none' }),
      imageOf({ name: 'b', tags: ['b'] }),
      imageOf({ name: 'a', tags: ['a'] }),
    ];
    expect(namesBy({ column: 'tags', direction: 'asc' }, images)).toEqual(['a', 'b', 'none']);
    expect(namesBy({ column: 'tags', direction: 'desc' }, images)).toEqual(['b', 'a', 'none']);
  });

  it('keeps equals newest first', () => {
    const images = [
      imageOf({ name: 'old', createdAt: '2025-01-01T00:00:00Z' }),
      imageOf({ name: 'new', createdAt: '2026-01-01T00:00:00Z' }),
    ];
    expect(namesBy({ column: 'status', direction: 'asc' }, images)).toEqual(['new', 'old']);
  });
});

describe('searching and filtering', () => {
  const images = [
    imageOf({
      id: 'aaaa-1111',
      name: 'Ubuntu Server 24.04',
      tags: ['生产'],
      os: { kind: 'known', value: 'ubuntu' },
    }),
    imageOf({
      id: 'bbbb-2222',
      name: '银河麒麟桌面版',
      visibility: 'public',
      os: { kind: 'known', value: 'kylin' },
    }),
    imageOf({
      id: 'cccc-3333',
      name: 'TempleOS',
      status: 'killed',
      os: { kind: 'unknown', raw: 'TempleOS' },
    }),
    imageOf({ id: 'dddd-4444', name: '', status: 'queued' }),
  ];
  const entries = indexImages(images);
  const find = (change: Partial<typeof plainAddress>) =>
    filterEntries(entries, { ...plainAddress, ...change }).map(({ id }) => id.slice(0, 4));

  it('finds a piece of a name, an ID or a tag in any script, case and width', () => {
    expect(find({ search: 'SERVER' })).toEqual(['aaaa']);
    expect(find({ search: '麒麟' })).toEqual(['bbbb']);
    expect(find({ search: '3333' })).toEqual(['cccc']);
    expect(find({ search: '生产' })).toEqual(['aaaa']);
    expect(find({ search: 'Ｕｂｕｎｔｕ' })).toEqual(['aaaa']);
  });

  it('wants every word of the search', () => {
    expect(find({ search: '24.04 ubuntu' })).toEqual(['aaaa']);
    expect(find({ search: '24.04 debian' })).toEqual([]);
    expect(find({ search: '   ' })).toHaveLength(4);
  });

  it('joins filters with and, values of one filter with or', () => {
    expect(find({ filters: { status: ['queued', 'killed'] } })).toEqual(['cccc', 'dddd']);
    expect(find({ filters: { status: ['active'], os: ['ubuntu', 'TempleOS'] } })).toEqual(['aaaa']);
    expect(find({ filters: { os: ['none'] } })).toEqual(['dddd']);
    expect(find({ tab: 'public', filters: { os: ['ubuntu'] } })).toEqual([]);
  });

  it('finds by any of the tags asked for, and hidden ones by their being so', () => {
    expect(find({ filters: { tag: ['生产', '测试'] } })).toEqual(['aaaa']);
    expect(find({ filters: { tag: ['none'] } })).toEqual([]);
    expect(find({ filters: { hidden: ['yes'] } })).toEqual([]);
    expect(facetCounts(images, 'tag')).toEqual([['生产', 1]]);
  });

  it('counts the values that occur, most frequent first', () => {
    expect(facetCounts(images, 'status')).toEqual([
      ['active', 2],
      ['killed', 1],
      ['queued', 1],
    ]);
  });
});

describe('pages', () => {
  const images = Array.from({ length: 45 }, (_, n) => imageOf({ id: String(n) }));

  it('cuts the last page where the images end', () => {
    expect(pageOf(images, { page: 3, pageSize: 20 })).toMatchObject({
      page: 3,
      pageCount: 3,
      rows: { length: 5 },
    });
  });

  it('shows the last page to an address beyond it, and one page of nothing', () => {
    expect(pageOf(images, { page: 99, pageSize: 20 }).page).toBe(3);
    expect(pageOf([], { page: 2, pageSize: 20 })).toEqual({
      rows: [],
      page: 1,
      pageCount: 1,
    });
  });
});

describe('ten thousand images', () => {
  it('are found, sorted and cut as a few are', () => {
    const images = Array.from({ length: 10_000 }, (_, n) =>
      imageOf({ id: `id-${n}`, name: `镜像-${(n * 7919) % 10_000}` }),
    );
    const sorted = sortEntries(indexImages(images), { column: 'name', direction: 'asc' }, zh);
    expect(sorted[0]?.image.name).toBe('镜像-0');
    expect(sorted.at(-1)?.image.name).toBe('镜像-9999');
    const matching = filterEntries(sorted, {
      ...plainAddress,
      search: '镜像-99',
    });
    expect(matching).toHaveLength(111);
    expect(pageOf(matching, { page: 6, pageSize: 20 }).rows).toHaveLength(11);
  });
});
