import { describe, expect, it } from 'vitest';
import {
  enumValues,
  parseImage,
  parseImageList,
  parseImportInfo,
  parseMember,
  parseMetadefNamespaceList,
  parseSchema,
  parseStoresInfo,
  parseTaskList,
  parseUsageInfo,
  WireShapeError,
} from '../index.ts';

describe('images', () => {
  it('keep every property, known or not', () => {
    const wire = { id: 'a', status: 'active', size: null, min_disk: 0, 'trait:CUSTOM': 'required', 键: '值' };
    expect(parseImage(wire)).toEqual(wire);
  });

  it('are refused without an id or a status, naming the place and not the data', () => {
    expect(() => parseImage({ status: 'active' })).toThrow(WireShapeError);
    expect(() => parseImageList({ images: [{ id: 'a', status: 'active' }, { id: 5 }] })).toThrow(/images\.1\.id/);
    expect(() => parseImageList('<html>secret</html>')).toThrow(expect.not.stringContaining('secret'));
  });

  it('give the marker of the next page out of whatever `next` says', () => {
    const images = [{ id: 'a', status: 'active' }];
    expect(parseImageList({ images, next: '/v2/images?limit=2&tag=b&marker=a%20b' }).next).toBe('a b');
    expect(parseImageList({ images, next: 'http://c/v2/images?marker=x' }).next).toBe('x');
    for (const none of [undefined, null, '/v2/images', '/v2/images?limit=2']) {
      expect(parseImageList({ images, ...(none === undefined ? {} : { next: none }) }).next).toBeNull();
    }
  });
});

describe('what the cloud offers', () => {
  it('lists import methods', () => {
    const json = { 'import-methods': { description: 'x', type: 'array', value: ['glance-direct', 'web-download'] } };
    expect(parseImportInfo(json)).toEqual(['glance-direct', 'web-download']);
  });

  it('reads stores of Glance and of ECF, whose default is a text', () => {
    const json = {
      stores: [{ id: 'fast', description: 'SSD', default: 'true' }, { id: 'slow' }, { id: 'web', 'read-only': 'true' }],
    };
    expect(parseStoresInfo(json)).toEqual([
      { id: 'fast', description: 'SSD', isDefault: true, isReadOnly: false },
      { id: 'slow', description: '', isDefault: false, isReadOnly: false },
      { id: 'web', description: '', isDefault: false, isReadOnly: true },
    ]);
  });

  it('reads usage', () => {
    const usage = { image_size_total: { usage: 5, limit: 2048 }, image_count_total: { usage: 1, limit: -1 } };
    expect(parseUsageInfo({ usage })).toEqual(usage);
    expect(() => parseUsageInfo({ usage: { image_size_total: { usage: 'x', limit: 1 } } })).toThrow(WireShapeError);
  });

  it('reads the schema and its enumerations', () => {
    const schema = parseSchema({
      name: 'image',
      properties: {
        disk_format: { type: ['null', 'string'], enum: [null, 'raw', 'qcow2'], description: 'Format of the disk' },
        os_distro: { type: 'string', is_base: false },
        min_disk: { type: 'integer', maximum: 2147483647 },
      },
      additionalProperties: { type: 'string' },
      links: [],
    });
    expect(enumValues(schema, 'disk_format')).toEqual(['raw', 'qcow2']);
    expect(enumValues(schema, 'nope')).toEqual([]);
    expect(schema.properties.os_distro?.is_base).toBe(false);
  });

  it('reads metadef namespaces', () => {
    const page = parseMetadefNamespaceList({
      namespaces: [{ namespace: 'OS::Compute::Hypervisor', description: null }],
      next: '/v2/x',
    });
    expect(page).toMatchObject({ namespaces: [{ namespace: 'OS::Compute::Hypervisor' }], next: '/v2/x' });
  });
});

describe('tasks and members', () => {
  it('read an import task', () => {
    const task = {
      id: 't',
      type: 'api_image_import',
      status: 'processing',
      message: 'Copied 3 MiB',
      input: { import_req: {} },
      result: null,
    };
    expect(parseTaskList({ tasks: [task] })).toEqual([task]);
  });

  it('read a member', () => {
    const member = {
      member_id: 'p',
      image_id: 'i',
      status: 'pending',
      created_at: 'x',
      updated_at: 'y',
      schema: '/v2/schemas/member',
    };
    expect(parseMember(member)).toEqual(member);
  });
});
