import { loadProfile } from '@console/cloud-profiles';
import { describe, expect, it } from 'vitest';
import { canFilter, encodeListQuery, type ImageListQuery } from './index.ts';

const ecf = loadProfile('ecf');
const openstack = loadProfile('openstack');
const entriesOf = (query: ImageListQuery, profile = ecf) => [...encodeListQuery(query, profile)];

describe('encodeListQuery', () => {
  it('is empty for an empty query and for empty lists', () => {
    expect(entriesOf({})).toEqual([]);
    expect(entriesOf({ status: [], tags: [] })).toEqual([]);
  });

  it('encodes page and order', () => {
    expect(entriesOf({ limit: 50, marker: 'm', sort: { key: 'created_at', direction: 'desc' } })).toEqual([
      ['limit', '50'],
      ['marker', 'm'],
      ['sort_key', 'created_at'],
      ['sort_dir', 'desc'],
    ]);
  });

  it('quotes values in a list and values that look like an operator', () => {
    expect(entriesOf({ name: 'a, b' })).toEqual([['name', 'a, b']]);
    expect(entriesOf({ name: ['a', 'b, c'] })).toEqual([['name', 'in:a,"b, c"']]);
    expect(entriesOf({ status: ['queued', 'saving'] })).toEqual([['status', 'in:queued,saving']]);
    expect(entriesOf({ status: ['queued'] })).toEqual([['status', 'queued']]);
    expect(entriesOf({ name: 'neq:x' })).toEqual([['name', 'in:"neq:x"']]);
  });

  it('repeats the parameter for each tag', () => {
    expect(entriesOf({ tags: ['a', 'b&c'] })).toEqual([
      ['tag', 'a'],
      ['tag', 'b&c'],
    ]);
  });

  it('sends the member status only with visibility shared', () => {
    expect(entriesOf({ visibility: 'shared', memberStatus: 'pending' })).toEqual([
      ['visibility', 'shared'],
      ['member_status', 'pending'],
    ]);
    expect(entriesOf({ visibility: 'all', memberStatus: 'pending' })).toEqual([['visibility', 'all']]);
  });

  it('encodes size, time and os_hidden', () => {
    expect(
      entriesOf({
        sizeMin: 0,
        sizeMax: 9,
        createdAt: { is: 'gt', at: '2026-01-01T00:00:00Z' },
        updatedAt: { is: 'lt', at: '2026-02-01T00:00:00Z' },
        isHidden: true,
      }),
    ).toEqual([
      ['size_min', '0'],
      ['size_max', '9'],
      ['created_at', 'gt:2026-01-01T00:00:00Z'],
      ['updated_at', 'lt:2026-02-01T00:00:00Z'],
      ['os_hidden', 'true'],
    ]);
  });

  it('spells hardware as the profile does', () => {
    expect(entriesOf({ hardware: { os: 'rhel', architecture: 'arm' }, properties: { os_version: '9' } })).toEqual([
      ['os_distro', 'RHEL'],
      ['hw_architecture', 'aarch64'],
      ['os_version', '9'],
    ]);
    expect(entriesOf({ hardware: { os: 'suse' } }, openstack)).toEqual([['os_distro', 'sles']]);
  });

  it('sends no filter for a value that absence also means', () => {
    expect(canFilter(openstack, 'os', 'other')).toBe(false);
    expect(canFilter(openstack, 'hypervisor', 'qemu')).toBe(false);
    expect(canFilter(openstack, 'liveResize', true)).toBe(false);
    expect(canFilter(ecf, 'hypervisor', 'qemu')).toBe(true);
    expect(entriesOf({ hardware: { hypervisor: 'qemu', liveResize: true } }, openstack)).toEqual([]);
  });
});
