import { loadProfile } from '@console/cloud-profiles';
import { describe, expect, it } from 'vitest';
import { valuesOf } from './testing.ts';
import { toDraft } from './values.ts';

const ecf = loadProfile('ecf');

describe('from values to a draft', () => {
  it('trims texts and turns GiB of memory into MiB', () => {
    const draft = toDraft(valuesOf({ name: '  web  ', description: ' \n', minMemoryGib: 0.5 }), ecf);
    expect(draft).toMatchObject({
      name: 'web',
      description: undefined,
      minMemoryMib: 512,
      minDiskGib: 2,
      containerFormat: 'bare',
    });
  });

  it('decides nothing about fields that are not shown, whatever they held before', () => {
    const asked = valuesOf({
      os: 'ubuntu',
      liveResize: true,
      passwordEncryption: true,
      guestAgent: true,
      virtio: 'yes',
    });
    expect(toDraft(asked, ecf)).toMatchObject({
      liveResize: true,
      passwordEncryption: true,
      guestAgent: true,
      virtio: true,
    });
    const bare = toDraft({ ...asked, hypervisor: 'baremetal', bootMode: 'uefi' }, ecf);
    expect(bare).not.toHaveProperty('liveResize');
    expect(bare).not.toHaveProperty('passwordEncryption');
    expect(bare).not.toHaveProperty('virtio');
    expect(bare.bootMode).toBe('uefi');
    expect(toDraft({ ...asked, os: 'windows' }, ecf)).not.toHaveProperty('passwordEncryption');
  });

  it('says visibility once: public, or who else sees it', () => {
    expect(toDraft(valuesOf({ isPublic: true, limitedVisibility: 'shared' }), ecf).visibility).toBe('public');
    expect(toDraft(valuesOf({ limitedVisibility: 'shared' }), ecf).visibility).toBe('shared');
  });

  it('takes further properties by their trimmed names and leaves empty rows out', () => {
    const properties = [
      { key: ' os_version ', value: '12' },
      { key: '', value: '' },
    ];
    expect(toDraft(valuesOf({ properties }), ecf).properties).toEqual({ os_version: '12' });
    expect(toDraft(valuesOf({ properties: [{ key: '', value: '' }] }), ecf).properties).toBeUndefined();
  });
});
