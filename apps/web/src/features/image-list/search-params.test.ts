import { describe, expect, it } from 'vitest';
import {
  changeParams,
  defaultParams,
  formatSearchParams,
  hasConditions,
  type ListParams,
  nextSort,
  parseSearchParams,
  withFilter,
  withRange,
} from './search-params.ts';

const parse = (text: string) => parseSearchParams(new URLSearchParams(text));

describe('parseSearchParams and formatSearchParams', () => {
  it('map the default parameters to an empty query and back', () => {
    expect(String(formatSearchParams(defaultParams))).toBe('');
    expect(parse('')).toEqual(defaultParams);
  });

  it('restore every parameter from the formatted query', () => {
    const params: ListParams = {
      tab: 'private',
      search: '麒麟 a&b=c 100%',
      filters: {
        status: ['active', 'queued'],
        os: ['ubuntu', 'odd, with a comma'],
        format: ['qcow2'],
        tag: ['生产', 'none'],
        owner: ['p-1'],
        hidden: ['yes'],
      },
      ranges: { size: { from: '1.5GiB', to: '' }, created: { from: '2026-01-31', to: '2026-02-01' } },
      sort: { column: 'size', direction: 'desc' },
      page: 7,
      pageSize: 100,
    };
    expect(parse(String(formatSearchParams(params)))).toEqual(params);
  });
});

describe('parseSearchParams', () => {
  it('replaces invalid values with the defaults', () => {
    expect(parse('tab=nope&sort=colour:up&page=-3&size=7&unknown=1&status=')).toEqual(defaultParams);
    expect(parse('page=1.5').page).toBe(1);
    expect(parse('sort=name').sort).toEqual({ column: 'name', direction: 'asc' });
  });

  it('leaves an end of a range open if it is no valid size or day', () => {
    expect(parse('size-from=ten&size-to=2GiB&created-from=2026-02-31&updated-to=1GiB').ranges).toEqual({
      size: { from: '', to: '2GiB' },
    });
  });

  it('drops repeated values of a filter', () => {
    expect(parse('os=ubuntu&os=ubuntu').filters).toEqual({ os: ['ubuntu'] });
  });
});

describe('changeParams', () => {
  it('returns to the first page unless the page itself changes', () => {
    const onPage9 = { ...defaultParams, page: 9 };
    expect(changeParams(onPage9, { search: 'x' }).page).toBe(1);
    expect(changeParams(onPage9, { page: 10 }).page).toBe(10);
  });
});

describe('withFilter', () => {
  it('removes a filter without values', () => {
    const filters = withFilter({}, 'os', ['ubuntu']);
    expect(hasConditions({ ...defaultParams, filters })).toBe(true);
    expect(withFilter(filters, 'os', [])).toEqual({});
  });
});

describe('withRange', () => {
  it('removes a range that is open at both ends', () => {
    const ranges = withRange({}, 'size', { from: '1GiB', to: '' });
    expect(hasConditions({ ...defaultParams, ranges })).toBe(true);
    expect(withRange(ranges, 'size', { from: '', to: '' })).toEqual({});
  });
});

describe('nextSort', () => {
  it('starts ascending for names and descending for sizes, and reverses on the second click', () => {
    const byName = nextSort(defaultParams.sort, 'name');
    expect(byName).toEqual({ column: 'name', direction: 'asc' });
    expect(nextSort(byName, 'name').direction).toBe('desc');
    expect(nextSort(byName, 'size').direction).toBe('desc');
  });
});
