import { loadProfile, profileNames } from '@console/cloud-profiles';
import type { ImageDraft } from '@console/image-model';
import { describe, expect, it } from 'vitest';
import { decodeImage, encodePatch } from './index.ts';
import { draftOf, patchTestImage, testImage } from './test-images.ts';

const openstack = loadProfile('openstack');
const ecf = loadProfile('ecf');

/** Repeatable numbers in [0, 1) by the algorithm mulberry32. */
function randomNumbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

const names = [
  'os_distro',
  'os_type',
  'hw_architecture',
  'architecture',
  'img_hv_type',
  'hypervisor_type',
  'hw_firmware_type',
  'hw_vif_multiqueue_enabled',
  'hw_qemu_guest_agent',
  'es_live_resize_enabled',
  'es_virtio_enabled',
  '__platform',
  '__os_type',
  '__support_amd',
  'virtual_env_type',
  'hw_disk_bus',
  'hw_vif_model',
  'description',
  '__description',
  'a/b',
  'c~d',
  '名',
];
const texts = [
  '',
  'yes',
  'No',
  'TRUE',
  '0',
  'x86_64',
  'aarch64',
  'QEMU',
  'ironic',
  'Debian',
  'ol',
  'others',
  'uefi',
  'virtio',
  'ide',
  ' odd ',
  '其他',
];

/** An image with random properties, texts and nulls, as other clients leave them. */
function randomImage(seed: number) {
  const next = randomNumbers(seed);
  const pick = <T>(list: readonly T[]): T | undefined => list[Math.floor(next() * list.length)];
  const properties: Record<string, unknown> = {
    name: pick([null, '', ' x ', 'name']),
    min_disk: pick([0, 3]),
    min_ram: pick([0, 1000]),
    tags: pick([[], ['b', 'a'], ['a', 'b']]),
    visibility: pick(['public', 'shared', 'strange']),
    disk_format: pick([null, 'raw']),
  };
  for (const name of names) if (next() < 0.4) properties[name] = next() < 0.1 ? null : pick(texts);
  return testImage(properties);
}

const seeds = Array.from({ length: 300 }, (_, seed) => seed);

describe.each(profileNames.map((name) => loadProfile(name)))('encodePatch for any image under $name', (profile) => {
  it('is empty when the draft is unchanged', () => {
    for (const seed of seeds) {
      const wire = randomImage(seed);
      expect(encodePatch(wire, draftOf(decodeImage(wire, profile)), profile)).toEqual([]);
    }
  });

  it('gives the image the draft’s values, after which a second patch is empty', () => {
    const change: Partial<ImageDraft> = {
      os: 'windows',
      hypervisor: 'baremetal',
      bootMode: 'uefi',
      nicMultiqueue: true,
      minDiskGib: 9,
      tags: ['新'],
    };
    for (const seed of seeds) {
      const wire = randomImage(seed);
      const draft = { ...draftOf(decodeImage(wire, profile)), ...change };
      const after = patchTestImage(wire, encodePatch(wire, draft, profile));
      const image = decodeImage(after, profile);
      expect(image).toMatchObject({
        os: { value: 'windows' },
        hypervisor: { value: 'baremetal' },
        bootMode: { value: 'uefi' },
        nicMultiqueue: { value: true },
        minDiskGib: 9,
        tags: ['新'],
      });
      expect(encodePatch(after, draftOf(image), profile)).toEqual([]);
    }
  });
});

describe('encodePatch', () => {
  const patch = (properties: Readonly<Record<string, unknown>>, draft: Partial<ImageDraft>, profile = openstack) =>
    encodePatch(testImage(properties), { name: 'x', ...draft }, profile);

  it('is empty for a value that the image has in another spelling', () => {
    expect(patch({ architecture: 'X86_64' }, { architecture: 'x86' })).toEqual([]);
    expect(patch({ hw_qemu_guest_agent: '1' }, { guestAgent: true })).toEqual([]);
    expect(patch({}, { guestAgent: false, os: 'other', hypervisor: 'qemu' })).toEqual([]);
    expect(patch({ os_distro: 'debian' }, { os: 'debian' }, ecf)).toEqual([]);
  });

  it('writes the profile’s name and removes the alias with the old value', () => {
    expect(patch({ architecture: 'x86_64' }, { architecture: 'arm' })).toEqual([
      { op: 'add', path: '/hw_architecture', value: 'aarch64' },
      { op: 'remove', path: '/architecture' },
    ]);
  });

  it('changes companions together with the concept and removes a value that absence spells', () => {
    expect(patch({ os_distro: 'windows', os_type: 'windows' }, { os: 'ubuntu' })).toEqual([
      { op: 'replace', path: '/os_distro', value: 'ubuntu' },
      { op: 'replace', path: '/os_type', value: 'linux' },
    ]);
    expect(patch({ os_distro: 'windows', os_type: 'windows' }, { os: 'other' })).toEqual([
      { op: 'remove', path: '/os_distro' },
      { op: 'remove', path: '/os_type' },
    ]);
  });

  it('does not mention a companion that stays the same', () => {
    expect(patch({ os_distro: 'debian', os_type: 'linux' }, { os: 'ubuntu' })).toEqual([
      { op: 'replace', path: '/os_distro', value: 'ubuntu' },
    ]);
  });

  it('keeps properties named like members of Object.prototype', () => {
    const wire = testImage({ os_distro: 'constructor', toString: 'x' });
    expect(decodeImage(wire, openstack)).toMatchObject({ os: { raw: 'constructor' }, properties: { toString: 'x' } });
    expect(encodePatch(wire, draftOf(decodeImage(wire, openstack)), openstack)).toEqual([]);
  });

  it('replaces all tags, and only when the set differs', () => {
    expect(patch({ tags: ['a', 'b'] }, { tags: ['b', 'a', 'a'] })).toEqual([]);
    expect(patch({ tags: ['a'] }, { tags: [] })).toEqual([{ op: 'replace', path: '/tags', value: [] }]);
    expect(patch({ tags: ['a', 'b'] }, { tags: ['a', 'c'] })).toEqual([
      { op: 'replace', path: '/tags', value: ['a', 'c'] },
    ]);
  });

  it('adds, changes and removes properties and escapes their names', () => {
    const before = { 'a/b': '1', 'c~d': '2', keep: '3' };
    expect(patch(before, { properties: { 'a/b': '9', 'c~d': null, new: 'n', keep: '3', gone: null } })).toEqual([
      { op: 'replace', path: '/a~1b', value: '9' },
      { op: 'remove', path: '/c~0d' },
      { op: 'add', path: '/new', value: 'n' },
    ]);
  });

  it('ignores properties with the name of an attribute', () => {
    expect(patch({ size: 5 }, { properties: { status: 'active', size: null, owner: 'me' } })).toEqual([]);
  });

  it('trims a changed name and removes a description that became empty', () => {
    expect(patch({}, { name: ' y ' })).toEqual([{ op: 'replace', path: '/name', value: 'y' }]);
    expect(patch({ description: 'old' }, { description: '  ' })).toEqual([{ op: 'remove', path: '/description' }]);
    expect(patch({}, { description: 'new ' })).toEqual([{ op: 'add', path: '/description', value: 'new' }]);
    expect(patch({}, { description: '' })).toEqual([]);
  });

  it('changes os_hidden only when the draft differs', () => {
    expect(patch({ os_hidden: false }, { isHidden: true })).toEqual([
      { op: 'replace', path: '/os_hidden', value: true },
    ]);
    expect(patch({ os_hidden: true }, { isHidden: true })).toEqual([]);
    expect(patch({ os_hidden: true }, {})).toEqual([]);
  });

  it('keeps the visibility of a shared image unless the draft changes it', () => {
    expect(patch({ visibility: 'shared' }, { isProtected: true })).toEqual([
      { op: 'add', path: '/protected', value: true },
    ]);
    expect(patch({ visibility: 'shared' }, { visibility: 'public' })).toEqual([
      { op: 'replace', path: '/visibility', value: 'public' },
    ]);
  });
});
