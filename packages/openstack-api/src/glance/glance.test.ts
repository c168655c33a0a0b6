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

describe('parseImage and parseImageList', () => {
  it('keeps every property of an image', () => {
    const wire = { id: 'a', status: 'active', size: null, min_disk: 0, 'trait:CUSTOM': 'required', 键: '值' };
    expect(parseImage(wire)).toEqual(wire);
  });

  it('rejects an image without id or status and names the key, not the data', () => {
    expect(() => parseImage({ status: 'active' })).toThrow(WireShapeError);
    expect(() => parseImageList({ images: [{ id: 'a', status: 'active' }, { id: 5 }] })).toThrow(/images\.1\.id/);
    expect(() => parseImageList('<html>secret</html>')).toThrow(expect.not.stringContaining('secret'));
  });

  it('returns the marker of `next`, null when there is none', () => {
    const images = [{ id: 'a', status: 'active' }];
    expect(parseImageList({ images, next: '/v2/images?limit=2&tag=b&marker=a%20b' }).next).toBe('a b');
    expect(parseImageList({ images, next: 'http://c/v2/images?marker=x' }).next).toBe('x');
    for (const next of [undefined, null, '/v2/images', '/v2/images?limit=2']) {
      expect(parseImageList({ images, next }).next).toBeNull();
    }
  });
});

describe('info, schema and metadefs', () => {
  it('lists the import methods', () => {
    const json = { 'import-methods': { description: 'x', type: 'array', value: ['glance-direct', 'web-download'] } };
    expect(parseImportInfo(json)).toEqual(['glance-direct', 'web-download']);
  });

  it('reads `default` and `read-only` of a store from text', () => {
    const json = {
      stores: [{ id: 'fast', description: 'SSD', default: 'true' }, { id: 'slow' }, { id: 'web', 'read-only': 'true' }],
    };
    expect(parseStoresInfo(json)).toEqual([
      { id: 'fast', description: 'SSD', isDefault: true, isReadOnly: false },
      { id: 'slow', description: '', isDefault: false, isReadOnly: false },
      { id: 'web', description: '', isDefault: false, isReadOnly: true },
    ]);
  });

  it('reads use and limits', () => {
    const usage = { image_size_total: { usage: 5, limit: 2048 }, image_count_total: { usage: 1, limit: -1 } };
    expect(parseUsageInfo({ usage })).toEqual(usage);
    expect(() => parseUsageInfo({ usage: { image_size_total: { usage: 'x', limit: 1 } } })).toThrow(WireShapeError);
  });

  it('reads the image schema and the values of its enumerations', () => {
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

  it('reads a page of metadef namespaces', () => {
    const page = parseMetadefNamespaceList({
      namespaces: [{ namespace: 'OS::Compute::Hypervisor', description: null }],
      next: '/v2/x',
    });
    expect(page).toMatchObject({ namespaces: [{ namespace: 'OS::Compute::Hypervisor' }], next: '/v2/x' });
  });
});

describe('parseTaskList and parseMember', () => {
  it('keeps every key of an import task', () => {
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

  it('keeps every key of a member', () => {
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
