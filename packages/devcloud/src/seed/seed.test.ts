import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { projectId } from '../keystone/index.ts';
import { seedImages } from './index.ts';
import { systems } from './systems.ts';

const now = Date.UTC(2026, 10, 20);
const forty = [...seedImages(40, now)];
const values = <T>(pick: (image: (typeof forty)[number]) => T) => new Set(forty.map(pick));

describe('the forty images of a new cloud', () => {
  it('show every status, format and visibility', () => {
    expect(values((i) => i.status)).toEqual(
      new Set(['active', 'queued', 'deactivated', 'importing', 'saving', 'uploading']),
    );
    expect(values((i) => i.diskFormat)).toEqual(
      new Set(['qcow2', 'raw', 'vmdk', 'vhd', 'vhdx', 'vdi', 'iso', 'ami', 'aki', 'ari', 'ploop', null]),
    );
    expect(values((i) => i.visibility)).toEqual(new Set(['public', 'private', 'shared', 'community']));
    expect(values((i) => i.owner)).toEqual(new Set((['admin', 'dev', 'ops', 'qa'] as const).map(projectId)));
    expect(values((i) => i.properties.hw_architecture)).toEqual(new Set(['x86_64', 'aarch64', undefined]));
    expect(values((i) => i.properties.img_hv_type)).toEqual(new Set(['qemu', 'baremetal', undefined]));
  });

  it('name every operating system of the table', () => {
    expect(values((i) => i.properties.os_distro)).toEqual(new Set([...systems.map(({ distro }) => distro), undefined]));
  });

  it('state why an import failed', () => {
    const failed = forty.find((image) => image.properties.os_glance_failed_import);
    expect(failed).toMatchObject({ status: 'queued', tasks: [{ status: 'failure' }] });
    expect(failed?.tasks[0]?.message).toContain('404');
  });

  it('have real digests where data is stored, and are marked where it is not', () => {
    for (const { content, checksum, sha512, size, properties } of forty) {
      if (content.kind === 'bytes') {
        const bytes = content.bytes();
        expect(bytes.length).toBe(size);
        expect(createHash('md5').update(bytes).digest('hex')).toBe(checksum);
        expect(createHash('sha512').update(bytes).digest('hex')).toBe(sha512);
      }
      expect(properties.demo_data === 'metadata only').toBe(content.kind === 'hollow');
    }
    expect(forty.filter(({ content }) => content.kind === 'bytes').length).toBeGreaterThan(10);
  });

  it('are shared with members of every answer', () => {
    const answers = forty.flatMap(({ members }) => members.map(({ status }) => status));
    expect(new Set(answers)).toEqual(new Set(['pending', 'accepted', 'rejected']));
  });
});

describe('a large cloud', () => {
  it('is generated deterministically, with an id for each image', () => {
    const [once, again] = [[...seedImages(2000, now)], [...seedImages(2000, now)]];
    const plain = (images: typeof once) => images.map(({ content, ...rest }) => ({ ...rest, content: content.kind }));
    expect(plain(once)).toEqual(plain(again));
    expect(new Set(once.map(({ id }) => id)).size).toBe(2000);
    expect(once.every(({ createdAt, updatedAt }) => createdAt < updatedAt && updatedAt < now)).toBe(true);
  });
});
