import { describe, expect, it } from 'vitest';
import { encodeListQuery, type ImageListQuery } from './index.ts';

const entriesOf = (query: ImageListQuery) => [...encodeListQuery(query)];

describe('encodeListQuery', () => {
  it('is empty for an empty query', () => {
    expect(entriesOf({})).toEqual([]);
  });

  it('encodes page, sizes and os_hidden', () => {
    expect(entriesOf({ limit: 50, marker: 'm', sizeMin: 0, sizeMax: 9, isHidden: true })).toEqual([
      ['limit', '50'],
      ['marker', 'm'],
      ['size_min', '0'],
      ['size_max', '9'],
      ['os_hidden', 'true'],
    ]);
  });

  it('quotes values in a list and a name that looks like an operator', () => {
    expect(entriesOf({ name: 'a, b' })).toEqual([['name', 'a, b']]);
    expect(entriesOf({ name: 'neq:x' })).toEqual([['name', 'in:"neq:x"']]);
    expect(entriesOf({ id: [] })).toEqual([]);
    expect(entriesOf({ id: ['a'] })).toEqual([['id', 'a']]);
    expect(entriesOf({ id: ['a', 'b, c'] })).toEqual([['id', 'in:a,"b, c"']]);
  });

  it('sends the member status only with visibility shared', () => {
    expect(entriesOf({ visibility: 'shared', memberStatus: 'pending' })).toEqual([
      ['visibility', 'shared'],
      ['member_status', 'pending'],
    ]);
    expect(entriesOf({ visibility: 'all', memberStatus: 'pending' })).toEqual([['visibility', 'all']]);
  });

  it('sends further properties by their wire names', () => {
    expect(entriesOf({ properties: { os_hash_value: 'ff' } })).toEqual([['os_hash_value', 'ff']]);
  });
});
