import { loadProfile } from '@console/cloud-profiles';
import { describe, expect, it } from 'vitest';
import { shownFields } from './image-fields.ts';

const ecf = loadProfile('ecf');

describe('shownFields', () => {
  it('has every field that the cloud stores for a QEMU image', () => {
    const shown = shownFields({ os: 'ubuntu', hypervisor: 'qemu' }, ecf);
    expect([...shown].sort()).toEqual(
      [
        'architecture',
        'bootMode',
        'guestAgent',
        'hypervisor',
        'liveResize',
        'nicMultiqueue',
        'os',
        'passwordEncryption',
        'virtio',
      ].sort(),
    );
  });

  it('has no virtual hardware for a bare-metal image', () => {
    expect([...shownFields({ os: 'ubuntu', hypervisor: 'baremetal' }, ecf)].sort()).toEqual([
      'architecture',
      'bootMode',
      'hypervisor',
      'os',
    ]);
  });

  it.each(['windows', 'freebsd', 'other', null] as const)('has no password encryption for the OS %s', (os) => {
    expect(shownFields({ os, hypervisor: 'qemu' }, ecf).has('passwordEncryption')).toBe(false);
  });

  it('leaves out fields that the cloud does not store', () => {
    const shown = shownFields({ os: 'ubuntu', hypervisor: 'qemu' }, loadProfile('openstack'));
    expect(shown.has('liveResize')).toBe(false);
    expect(shown.has('passwordEncryption')).toBe(false);
    expect(shown.has('bootMode')).toBe(true);
  });
});
