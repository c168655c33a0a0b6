import { describe, expect, it } from 'vitest';
import { imageOf } from '../../resources/image/testing.ts';
import { propertyGroups } from './groups.ts';

describe('properties in groups', () => {
  it('shows what is said and leaves out what is not', () => {
    const image = imageOf({
      hypervisor: { kind: 'known', value: 'qemu' },
      guestAgent: { kind: 'unknown', raw: 'maybe' },
    });
    expect(propertyGroups(image)).toEqual([
      { name: 'hardware', rows: [{ kind: 'concept', concept: 'hypervisor' }] },
      { name: 'agent', rows: [{ kind: 'concept', concept: 'guestAgent' }] },
    ]);
    expect(propertyGroups(imageOf())).toEqual([]);
  });

  it('finds a place for every property, losing none', () => {
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
    const groups = propertyGroups(imageOf({ properties }));
    const placed = groups.flatMap(({ name, rows }) =>
      rows.map((row) => (row.kind === 'property' ? `${name}/${row.name}` : '')),
    );
    expect(placed.toSorted()).toEqual(
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
