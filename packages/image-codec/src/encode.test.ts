import { loadProfile } from '@console/cloud-profiles';
import { describe, expect, it } from 'vitest';
import { decodeImage, encodeDraft } from './index.ts';
import { testImage } from './test-images.ts';

const ecf = loadProfile('ecf');

describe('encodeDraft', () => {
  it('sends the fields of the draft and no others', () => {
    expect(encodeDraft({ name: ' 镜像 ' }, ecf)).toEqual({ name: '镜像', container_format: 'bare' });
    expect(
      encodeDraft(
        {
          name: 'x',
          description: 'd',
          diskFormat: 'qcow2',
          containerFormat: 'ovf',
          minDiskGib: 0,
          minMemoryMib: 512,
          visibility: 'private',
          isProtected: false,
          tags: ['a'],
          properties: { os_version: '12', drop: null, status: 'active' },
        },
        ecf,
      ),
    ).toEqual({
      name: 'x',
      description: 'd',
      disk_format: 'qcow2',
      container_format: 'ovf',
      min_disk: 0,
      min_ram: 512,
      visibility: 'private',
      protected: false,
      tags: ['a'],
      os_version: '12',
    });
  });

  it('uses the names of an operator’s overrides', () => {
    const profile = loadProfile('ecf', {
      concepts: { liveResize: { read: ['live'] } },
      fields: { description: 'note' },
    });
    expect(encodeDraft({ name: 'x', liveResize: true, description: 'd' }, profile)).toMatchObject({
      live: 'yes',
      note: 'd',
    });
  });

  it('sends no visibility to IMS, which sets it itself', () => {
    expect(encodeDraft({ name: 'x', visibility: 'public' }, loadProfile('huawei-ims'))).toEqual({
      name: 'x',
      container_format: 'bare',
    });
  });
});

describe('decodeImage', () => {
  it('decodes every attribute of a Glance image', () => {
    const wire = testImage({
      id: 'i',
      name: 'Debian 12',
      status: 'active',
      visibility: 'community',
      protected: true,
      os_hidden: true,
      owner: 'p',
      size: 5,
      virtual_size: 10,
      min_disk: 1,
      min_ram: 512,
      disk_format: 'qcow2',
      container_format: 'bare',
      tags: ['a'],
      checksum: 'md5',
      os_hash_algo: 'sha512',
      os_hash_value: 'ff',
      stores: 'fast,slow',
      created_at: 'c',
      updated_at: 'u',
      os_glance_importing_to_stores: '',
      os_glance_failed_import: 'slow',
      os_glance_import_task: 't',
      self: '/s',
      file: '/f',
      schema: '/s',
      owner_specified: 'kept',
      count: 5,
      list: [1],
      nothing: null,
    });
    expect(decodeImage(wire, ecf)).toMatchObject({
      id: 'i',
      name: 'Debian 12',
      visibility: 'community',
      isProtected: true,
      isHidden: true,
      owner: 'p',
      size: 5,
      virtualSize: 10,
      minDiskGib: 1,
      minMemoryMib: 512,
      tags: ['a'],
      checksum: 'md5',
      hash: { algorithm: 'sha512', value: 'ff' },
      stores: ['fast', 'slow'],
      createdAt: 'c',
      updatedAt: 'u',
      import: { taskId: 't', pendingStores: [], failedStores: ['slow'], reason: null },
      properties: { owner_specified: 'kept', count: '5', list: '[1]' },
    });
  });

  it('gives defaults for attributes that are missing or of the wrong type', () => {
    const wire = testImage({ name: null, size: 'big', min_disk: -1, tags: 'a', owner: 5, os_hash_algo: 'sha512' });
    expect(decodeImage(wire, ecf)).toMatchObject({
      name: '',
      size: null,
      minDiskGib: 0,
      owner: null,
      hash: null,
      createdAt: '',
    });
  });
});
