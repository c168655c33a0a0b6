import { loadProfile } from '@console/cloud-profiles';
import { describe, expect, it } from 'vitest';
import { editPatchOf } from './edit-draft.ts';
import { type EditValues, editValuesOf } from './edit-values.ts';
import { ecf, imageRecordFixture } from './image-record-fixture.ts';

const openstack = loadProfile('openstack');

/** Returns the patch for an image with these properties after a change of the form. */
function patch(
  properties: Readonly<Record<string, unknown>>,
  change: (values: EditValues) => Partial<EditValues> = () => ({}),
  profile = ecf,
) {
  const record = imageRecordFixture(properties, profile);
  const values = editValuesOf(record.image);
  return editPatchOf(record, { ...values, ...change(values) }, profile);
}

const unknownValues = {
  name: ' spaced ',
  visibility: 'shared',
  min_ram: 1000,
  os_distro: 'TempleOS',
  hw_architecture: 'riscv64',
  img_hv_type: 'kvm',
  hw_firmware_type: 'coreboot',
  hw_qemu_guest_agent: 'perhaps',
  es_virtio_enabled: 'auto',
  hw_rng_model: 'virtio',
  tags: ['b', 'a'],
  os_hidden: true,
};

describe('editPatchOf', () => {
  it.each(['ecf', 'openstack', 'huawei-ims'])('is empty for an unchanged image with the profile %s', (name) => {
    expect(patch(unknownValues, undefined, loadProfile(name))).toEqual([]);
    expect(patch({}, undefined, loadProfile(name))).toEqual([]);
  });

  it('keeps unknown values when other fields change', () => {
    const { image } = imageRecordFixture(unknownValues);
    expect(editValuesOf(image)).toMatchObject({
      os: 'raw:TempleOS',
      architecture: 'raw:riscv64',
      bootMode: 'raw:coreboot',
      guestAgent: 'raw:perhaps',
      virtio: 'raw:auto',
    });
    expect(patch(unknownValues, () => ({ isProtected: true }))).toEqual([
      { op: 'replace', path: '/protected', value: true },
    ]);
  });

  it('replaces an unknown value when another is chosen', () => {
    expect(patch(unknownValues, () => ({ os: 'debian' }))).toEqual([
      { op: 'replace', path: '/os_distro', value: 'Debian' },
    ]);
  });

  it.each(['shared', 'community', 'private', 'public'])(
    'keeps the visibility %s when the name changes',
    (visibility) => {
      expect(patch({ visibility }, () => ({ name: 'new' }))).toEqual([{ op: 'replace', path: '/name', value: 'new' }]);
    },
  );

  it('restores the visibility shared when public is switched on and off', () => {
    expect(patch({ visibility: 'shared' }, () => ({ isPublic: true }))).toEqual([
      { op: 'replace', path: '/visibility', value: 'public' },
    ]);
    expect(patch({ visibility: 'shared' }, () => ({ isPublic: false }))).toEqual([]);
  });

  it('does not send an unchanged switch that the image does not have', () => {
    expect(patch({ img_hv_type: 'qemu' }, () => ({ liveResize: false }))).toEqual([]);
    expect(patch({ img_hv_type: 'qemu' }, () => ({ guestAgent: true }))).toEqual([
      { op: 'add', path: '/hw_qemu_guest_agent', value: 'yes' },
    ]);
  });

  it('does not send fields that the new choices hide', () => {
    expect(
      patch({ img_hv_type: 'qemu', hw_firmware_type: 'uefi' }, () => ({ hypervisor: 'baremetal', guestAgent: true })),
    ).toEqual([{ op: 'replace', path: '/img_hv_type', value: 'baremetal' }]);
    expect(
      patch({ img_hv_type: 'qemu', hw_firmware_type: 'uefi', es_virtio_enabled: 'yes' }, () => ({
        hypervisor: 'baremetal',
        virtio: null,
      })),
    ).toEqual([{ op: 'replace', path: '/img_hv_type', value: 'baremetal' }]);
  });

  it('removes the properties of an emptied choice, but none with a row of its own', () => {
    expect(patch({ hw_firmware_type: 'uefi' }, () => ({ bootMode: null }))).toEqual([
      { op: 'remove', path: '/hw_firmware_type' },
    ]);
    const agreeing = { os_distro: 'debian', os_type: 'linux' };
    expect(patch(agreeing, () => ({ os: null }), openstack)).toEqual([
      { op: 'remove', path: '/os_distro' },
      { op: 'remove', path: '/os_type' },
    ]);
    expect(patch({ ...agreeing, os_type: 'odd' }, () => ({ os: null }), openstack)).toEqual([
      { op: 'remove', path: '/os_distro' },
    ]);
  });

  it('adds, changes, renames and removes further properties', () => {
    const before = { keep: '1', change: '2', gone: '3', old: '4' };
    const rows = [
      { key: 'keep', value: '1' },
      { key: 'change', value: '9' },
      { key: 'new', value: '4' },
    ];
    expect(patch(before, () => ({ properties: rows }))).toEqual([
      { op: 'replace', path: '/change', value: '9' },
      { op: 'remove', path: '/gone' },
      { op: 'remove', path: '/old' },
      { op: 'add', path: '/new', value: '4' },
    ]);
  });

  it('converts memory from GiB to MiB, and an empty minimum to 0', () => {
    expect(patch({ min_ram: 1000 }, () => ({ minMemoryGib: 1.5 }))).toEqual([
      { op: 'replace', path: '/min_ram', value: 1536 },
    ]);
    expect(patch({ min_disk: 3, min_ram: 512 }, () => ({ minDiskGib: null, minMemoryGib: null }))).toEqual([
      { op: 'replace', path: '/min_disk', value: 0 },
      { op: 'replace', path: '/min_ram', value: 0 },
    ]);
  });

  it('removes a description, hides the image, and ignores the order of tags', () => {
    expect(patch({ description: 'old' }, () => ({ description: ' ' }))).toEqual([
      { op: 'remove', path: '/description' },
    ]);
    expect(patch({}, () => ({ isHidden: true }))).toEqual([{ op: 'replace', path: '/os_hidden', value: true }]);
    expect(patch({ tags: ['a', 'b'] }, () => ({ tags: ['b', 'a'] }))).toEqual([]);
    expect(patch({ tags: ['a'] }, () => ({ tags: [] }))).toEqual([{ op: 'replace', path: '/tags', value: [] }]);
  });
});
