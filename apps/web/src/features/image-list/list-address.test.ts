import { describe, expect, it } from 'vitest';
import {
  changeAddress,
  formatListAddress,
  isNarrowed,
  type ListAddress,
  nextSort,
  parseListAddress,
  plainAddress,
  withFilter,
  withRange,
} from './list-address.ts';

const parse = (text: string) => parseListAddress(new URLSearchParams(text));

describe('the address of the list', () => {
  it('is empty for the plain list, and the plain list for an empty one', () => {
    expect(String(formatListAddress(plainAddress))).toBe('');
    expect(parse('')).toEqual(plainAddress);
  });

  it('brings every part of a view to a colleague', () => {
    const address: ListAddress = {
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
    expect(parse(String(formatListAddress(address)))).toEqual(address);
  });

  it('takes what makes no sense as not said', () => {
    expect(parse('tab=nope&sort=colour:up&page=-3&size=7&unknown=1&status=')).toEqual(plainAddress);
    expect(parse('page=1.5').page).toBe(1);
    expect(parse('sort=name').sort).toEqual({
      column: 'name',
      direction: 'asc',
    });
  });

  it('takes an end that is no size or no day as open', () => {
    expect(parse('size-from=ten&size-to=2GiB&created-from=2026-02-31&updated-to=1GiB').ranges).toEqual({
      size: { from: '', to: '2GiB' },
    });
  });

  it('names a value once however often the address does', () => {
    expect(parse('os=ubuntu&os=ubuntu').filters).toEqual({ os: ['ubuntu'] });
  });
});

describe('changes of the address', () => {
  it('lead back to the first page, except turning pages', () => {
    const deep = { ...plainAddress, page: 9 };
    expect(changeAddress(deep, { search: 'x' }).page).toBe(1);
    expect(changeAddress(deep, { page: 10 }).page).toBe(10);
  });

  it('drop a filter without values', () => {
    const filtered = withFilter(plainAddress, 'os', ['ubuntu']);
    expect(isNarrowed(filtered)).toBe(true);
    expect(withFilter(filtered, 'os', [])).toEqual(plainAddress);
  });

  it('drop a range that is open at both ends', () => {
    const ranged = withRange(plainAddress, 'size', { from: '1GiB', to: '' });
    expect(isNarrowed(ranged)).toBe(true);
    expect(withRange(ranged, 'size', { from: '', to: '' })).toEqual(plainAddress);
  });

  it('turn a column upwards first, what is measured downwards first', () => {
    const byName = nextSort(plainAddress.sort, 'name');
    expect(byName).toEqual({ column: 'name', direction: 'asc' });
    expect(nextSort(byName, 'name').direction).toBe('desc');
    expect(nextSort(byName, 'size').direction).toBe('desc');
  });
});
