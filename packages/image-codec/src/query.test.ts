import { loadProfile } from '@console/cloud-profiles';
import { describe, expect, it } from 'vitest';
import { canFilter, encodeListQuery, type ImageListQuery } from './index.ts';

const ecf = loadProfile('ecf');
const openstack = loadProfile('openstack');
const asked = (query: ImageListQuery, profile = ecf) => [...encodeListQuery(query, profile)];

describe('encodeListQuery', () => {
  it('says nothing for an open question', () => {
    expect(asked({})).toEqual([]);
    expect(asked({ status: [], tags: [] })).toEqual([]);
  });

  it('pages and sorts', () => {
    expect(asked({ limit: 50, marker: 'm', sort: { key: 'created_at', direction: 'desc' } })).toEqual([
      ['limit', '50'],
      ['marker', 'm'],
      ['sort_key', 'created_at'],
      ['sort_dir', 'desc'],
    ]);
  });

  it('quotes what a list needs quoted', () => {
    expect(asked({ name: 'a, b' })).toEqual([['name', 'a, b']]);
    expect(asked({ name: ['a', 'b, c'] })).toEqual([['name', 'in:a,"b, c"']]);
    expect(asked({ status: ['queued', 'saving'] })).toEqual([['status', 'in:queued,saving']]);
    expect(asked({ status: ['queued'] })).toEqual([['status', 'queued']]);
    expect(asked({ name: 'neq:x' })).toEqual([['name', 'in:"neq:x"']]);
  });

  it('asks for all tags, each by itself', () => {
    expect(asked({ tags: ['a', 'b&c'] })).toEqual([
      ['tag', 'a'],
      ['tag', 'b&c'],
    ]);
  });

  it('asks by sharing answer only among shared images', () => {
    expect(asked({ visibility: 'shared', memberStatus: 'pending' })).toEqual([
      ['visibility', 'shared'],
      ['member_status', 'pending'],
    ]);
    expect(asked({ visibility: 'all', memberStatus: 'pending' })).toEqual([['visibility', 'all']]);
  });

  it('asks by size, time and hidden', () => {
    expect(
      asked({
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

  it('asks for hardware as the profile spells it', () => {
    expect(asked({ hardware: { os: 'rhel', architecture: 'arm' }, properties: { os_version: '9' } })).toEqual([
      ['os_distro', 'RHEL'],
      ['hw_architecture', 'aarch64'],
      ['os_version', '9'],
    ]);
    expect(asked({ hardware: { os: 'suse' } }, openstack)).toEqual([['os_distro', 'sles']]);
  });

  it('does not ask for what absence also means', () => {
    expect(canFilter(openstack, 'os', 'other')).toBe(false);
    expect(canFilter(openstack, 'hypervisor', 'qemu')).toBe(false);
    expect(canFilter(openstack, 'liveResize', true)).toBe(false);
    expect(canFilter(ecf, 'hypervisor', 'qemu')).toBe(true);
    expect(asked({ hardware: { hypervisor: 'qemu', liveResize: true } }, openstack)).toEqual([]);
  });
});
