import { parseMetadefNamespace, parseSchema, type WireTask } from '@console/openstack-api';
import { describe, expect, it } from 'vitest';
import { imageOf } from '../../resources/image/testing.ts';
import { findHelp, helpsOf } from './property-help.ts';
import { publicWire, withoutCredentials } from './public-wire.ts';
import { storeLines } from './store-lines.ts';
import { importSource, newestFirst } from './task.ts';

describe('what the cloud says of its properties', () => {
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

  it('puts both sources together; the definitions count before the schema', () => {
    const helps = helpsOf(schema, [namespace]);
    expect(helps.get('hw_disk_bus')).toEqual({
      title: 'Disk Bus',
      text: 'Where disks sit.',
      values: ['ide', 'virtio'],
      standard: null,
    });
    expect(helps.get('os_distro')?.text).toBe('Common name of the distribution');
    expect([...helps.keys()]).toEqual(['os_distro', 'hw_disk_bus']);
    expect(findHelp(helps, ['unheard_of', 'os_distro'])?.text).toBe('Common name of the distribution');
    expect(findHelp(helps, ['unheard_of'])).toBeNull();
  });

  it('makes do with either', () => {
    expect(helpsOf(null, []).size).toBe(0);
    expect(helpsOf(schema, []).get('hw_disk_bus')?.text).toBe('From the schema');
  });
});

describe('the image as it is shown and saved', () => {
  it('leaves out where the data lies, and passwords in addresses', () => {
    const wire = {
      id: 'a',
      status: 'active',
      direct_url: 'swift+https://user:secret@keystone/v3/images/a',
      locations: [{ url: 'rbd://secret' }],
      source: 'https://me:secret@example.org/x.img?a=1',
      file: '/v2/images/a/file',
    };
    const text = JSON.stringify(publicWire(wire));
    expect(text).not.toContain('secret');
    expect(JSON.parse(text)).toEqual({
      id: 'a',
      status: 'active',
      source: 'https://***@example.org/x.img?a=1',
      file: '/v2/images/a/file',
    });
    expect(withoutCredentials('mail me@example.org about http://h/a@b')).toBe('mail me@example.org about http://h/a@b');
  });
});

describe('the stores of an image', () => {
  it('names each once: held before on its way before failed, with what the cloud says of it', () => {
    const image = imageOf({
      stores: ['fast'],
      import: { taskId: null, pendingStores: ['slow'], failedStores: ['slow', 'tape'], reason: null },
    });
    const stores = [{ id: 'fast', description: 'NVMe', isDefault: true, isReadOnly: false }];
    expect(storeLines(image, stores)).toEqual([
      { id: 'slow', state: 'pending', description: '', isDefault: false },
      { id: 'tape', state: 'failed', description: '', isDefault: false },
      { id: 'fast', state: 'held', description: 'NVMe', isDefault: true },
    ]);
  });
});

describe('tasks', () => {
  const task = (id: string, created_at: string, more: object = {}): WireTask => ({
    id,
    type: 'api_image_import',
    status: 'success',
    created_at,
    ...more,
  });

  it('come newest first', () => {
    const tasks = [task('a', '2026-01-02'), task('b', '2026-01-03'), task('c', '2026-01-01')];
    expect(newestFirst(tasks).map(({ id }) => id)).toEqual(['b', 'a', 'c']);
  });

  it('tell what was asked for, where the cloud remembers', () => {
    const input = { import_req: { method: { name: 'web-download', uri: 'http://h/x.img' } } };
    expect(importSource(task('a', '', { input }))).toEqual({ method: 'web-download', address: 'http://h/x.img' });
    expect(importSource(task('a', '', { input: 'x' }))).toEqual({ method: null, address: null });
    expect(importSource(task('a', ''))).toEqual({ method: null, address: null });
  });
});
