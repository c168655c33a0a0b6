import { loadProfile } from '@console/cloud-profiles';
import { describe, expect, it } from 'vitest';
import { toDraft } from './create-values.ts';
import { valuesFixture } from './values-fixture.ts';

const ecf = loadProfile('ecf');

describe('toDraft', () => {
  it('trims texts and converts GiB of memory to MiB', () => {
    const draft = toDraft(valuesFixture({ name: '  web  ', description: ' \n', minMemoryGib: 0.5 }), ecf);
    expect(draft).toMatchObject({
      name: 'web',
      description: undefined,
      minMemoryMib: 512,
      minDiskGib: 2,
      containerFormat: 'bare',
    });
  });

  it('leaves out hidden fields, whatever their values', () => {
    const values = valuesFixture({
      os: 'ubuntu',
      liveResize: true,
      passwordEncryption: true,
      guestAgent: true,
      virtio: 'yes',
    });
    expect(toDraft(values, ecf)).toMatchObject({
      liveResize: true,
      passwordEncryption: true,
      guestAgent: true,
      virtio: true,
    });
    const bareMetal = toDraft({ ...values, hypervisor: 'baremetal', bootMode: 'uefi' }, ecf);
    expect(bareMetal).not.toHaveProperty('liveResize');
    expect(bareMetal).not.toHaveProperty('passwordEncryption');
    expect(bareMetal).not.toHaveProperty('virtio');
    expect(bareMetal.bootMode).toBe('uefi');
    expect(toDraft({ ...values, os: 'windows' }, ecf)).not.toHaveProperty('passwordEncryption');
  });

  it('derives the visibility from the public switch and the limited visibility', () => {
    expect(toDraft(valuesFixture({ isPublic: true, limitedVisibility: 'shared' }), ecf).visibility).toBe('public');
    expect(toDraft(valuesFixture({ limitedVisibility: 'shared' }), ecf).visibility).toBe('shared');
  });

  it('trims the names of properties and leaves out empty rows', () => {
    const properties = [
      { key: ' os_version ', value: '12' },
      { key: '', value: '' },
    ];
    expect(toDraft(valuesFixture({ properties }), ecf).properties).toEqual({ os_version: '12' });
    expect(toDraft(valuesFixture({ properties: [{ key: '', value: '' }] }), ecf).properties).toBeUndefined();
  });
});
