import { parseMetadefNamespace, parseSchema } from '@console/openstack-api';
import { describe, expect, it } from 'vitest';
import { findPropertyHelp, mergePropertyHelp } from './property-help.ts';

const schema = parseSchema({
  name: 'image',
  properties: {
    os_distro: { type: 'string', description: 'Common name of the distribution', is_base: false },
    hw_disk_bus: { type: 'string', description: 'From the schema' },
    nameless: { type: 'string' },
  },
});
const namespace = parseMetadefNamespace({
  namespace: 'OS::Compute::LibvirtImage',
  properties: {
    hw_disk_bus: { type: 'string', title: 'Disk Bus', description: 'Where disks sit.', enum: ['ide', 'virtio'] },
    hw_serial_port_count: { type: 'integer', title: 'Ports', description: '', enum: [], default: 1 },
  },
});

describe('mergePropertyHelp', () => {
  it('prefers the metadata definition over the schema and leaves out properties without a description', () => {
    const help = mergePropertyHelp(schema, [namespace]);
    expect(help.get('hw_disk_bus')).toEqual({
      title: 'Disk Bus',
      description: 'Where disks sit.',
      values: ['ide', 'virtio'],
      defaultValue: null,
    });
    expect(help.get('os_distro')?.description).toBe('Common name of the distribution');
    expect([...help.keys()]).toEqual(['os_distro', 'hw_disk_bus']);
  });

  it('accepts a missing schema and missing definitions', () => {
    expect(mergePropertyHelp(null, []).size).toBe(0);
    expect(mergePropertyHelp(schema, []).get('hw_disk_bus')?.description).toBe('From the schema');
  });
});

describe('findPropertyHelp', () => {
  it('returns the help for the first name that the cloud describes', () => {
    const help = mergePropertyHelp(schema, []);
    expect(findPropertyHelp(help, ['unknown', 'os_distro'])?.description).toBe('Common name of the distribution');
    expect(findPropertyHelp(help, ['unknown'])).toBeNull();
  });
});
