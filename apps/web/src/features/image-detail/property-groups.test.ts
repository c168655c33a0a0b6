import { describe, expect, it } from 'vitest';
import { imageFixture } from '../../resources/images/image-fixture.ts';
import { groupProperties } from './property-groups.ts';

describe('groupProperties', () => {
  it('contains known and unknown concepts and leaves out absent ones and empty groups', () => {
    const image = imageFixture({
      hypervisor: { kind: 'known', value: 'qemu' },
      guestAgent: { kind: 'unknown', raw: 'maybe' },
    });
    expect(groupProperties(image)).toEqual([
      { name: 'hardware', rows: [{ kind: 'concept', concept: 'hypervisor' }] },
      { name: 'agent', rows: [{ kind: 'concept', concept: 'guestAgent' }] },
    ]);
    expect(groupProperties(imageFixture())).toEqual([]);
  });

  it('assigns every property to exactly one group', () => {
    const properties = {
      hw_disk_bus: 'virtio',
      os_version: '24.04',
      os_admin_user: 'root',
      instance_uuid: 'abc',
      base_image_ref: 'def',
      hw_qemu_guest_agent: 'yes',
      'com.example:计费': '是',
      owner_specified: 'x',
    };
    const assigned = groupProperties(imageFixture({ properties })).flatMap(({ name, rows }) =>
      rows.map((row) => (row.kind === 'property' ? `${name}/${row.name}` : '')),
    );
    expect(assigned.toSorted()).toEqual(
      [
        'hardware/hw_disk_bus',
        'os/os_version',
        'os/os_admin_user',
        'source/instance_uuid',
        'source/base_image_ref',
        'source/owner_specified',
        'agent/hw_qemu_guest_agent',
        'other/com.example:计费',
      ].toSorted(),
    );
  });
});
