import { loadProfile } from '@console/cloud-profiles';
import { describe, expect, it } from 'vitest';
import { shownFields } from './image-fields.ts';

const ecf = loadProfile('ecf');

describe('hardware fields shown', () => {
  it('asks QEMU images everything the cloud has a word for', () => {
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

  it('asks bare-metal images nothing about virtual hardware', () => {
    expect([...shownFields({ os: 'ubuntu', hypervisor: 'baremetal' }, ecf)].sort()).toEqual([
      'architecture',
      'bootMode',
      'hypervisor',
      'os',
    ]);
  });

  it.each(['windows', 'freebsd', 'other', null] as const)(
    'does not ask %s about encrypting the initial password',
    (os) => {
      expect(shownFields({ os, hypervisor: 'qemu' }, ecf).has('passwordEncryption')).toBe(false);
    },
  );

  it('leaves out what the cloud has no word for', () => {
    const shown = shownFields({ os: 'ubuntu', hypervisor: 'qemu' }, loadProfile('openstack'));
    expect(shown.has('liveResize')).toBe(false);
    expect(shown.has('passwordEncryption')).toBe(false);
    expect(shown.has('bootMode')).toBe(true);
  });
});
