import { loadProfile } from '@console/cloud-profiles';
import { describe, expect, it } from 'vitest';
import { canFetch, storesFor, wayOf } from './way.ts';

const ecf = loadProfile('ecf');
const all = ['glance-direct', 'web-download'];

describe('the way of the data into the image', () => {
  it.each([
    ['file', 'qcow2', all, 'file'],
    ['file', 'vmdk', all, 'stage'],
    ['file', 'vmdk', null, 'stage'],
    ['file', 'vmdk', ['web-download'], 'file'],
    ['url', 'vmdk', all, 'fetch'],
    ['file', null, all, 'file'],
  ] as const)('%s %s %j: %s', (origin, diskFormat, methods, way) => {
    expect(wayOf({ origin, diskFormat }, ecf, methods)).toBe(way);
  });

  it('stages nothing where the profile says nothing of it', () => {
    expect(wayOf({ origin: 'file', diskFormat: 'vmdk' }, loadProfile('openstack'), all)).toBe('file');
  });

  it('goes by address only where the cloud says so', () => {
    expect([canFetch(ecf, all), canFetch(ecf, ['glance-direct']), canFetch(ecf, null)]).toEqual([true, false, false]);
  });

  it('ends in one store for an upload, in several for an import', () => {
    const chosen = { store: 'fast', stores: ['fast', 'slow'] };
    expect(storesFor('file', chosen)).toEqual(['fast']);
    expect(storesFor('fetch', chosen)).toEqual(['fast', 'slow']);
    expect(storesFor('file', { ...chosen, store: null })).toEqual([]);
  });
});
