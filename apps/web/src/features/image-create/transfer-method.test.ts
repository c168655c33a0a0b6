import { loadProfile } from '@console/cloud-profiles';
import { describe, expect, it } from 'vitest';
import { hasWebDownload, resolveTransferMethod, selectedStores } from './transfer-method.ts';

const ecf = loadProfile('ecf');
const all = ['glance-direct', 'web-download'];

describe('resolveTransferMethod', () => {
  it.each([
    ['file', 'qcow2', all, 'upload'],
    ['file', 'vmdk', all, 'stage'],
    ['file', 'vmdk', null, 'stage'],
    ['file', 'vmdk', ['web-download'], 'upload'],
    ['url', 'vmdk', all, 'webDownload'],
    ['file', null, all, 'upload'],
  ] as const)('resolves origin %s, format %s and import methods %j to %s', (origin, diskFormat, methods, expected) => {
    expect(resolveTransferMethod({ origin, diskFormat }, ecf, methods)).toBe(expected);
  });

  it('does not stage a format that the profile does not stage', () => {
    expect(resolveTransferMethod({ origin: 'file', diskFormat: 'vmdk' }, loadProfile('openstack'), all)).toBe('upload');
  });
});

describe('hasWebDownload', () => {
  it('is true only if the cloud lists web-download', () => {
    expect(hasWebDownload(ecf, all)).toBe(true);
    expect(hasWebDownload(ecf, ['glance-direct'])).toBe(false);
    expect(hasWebDownload(ecf, null)).toBe(false);
  });
});

describe('selectedStores', () => {
  it('returns one store for an upload and several for an import', () => {
    const values = { store: 'fast', stores: ['fast', 'slow'] };
    expect(selectedStores('upload', values)).toEqual(['fast']);
    expect(selectedStores('webDownload', values)).toEqual(['fast', 'slow']);
    expect(selectedStores('upload', { ...values, store: null })).toEqual([]);
  });
});
