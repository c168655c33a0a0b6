import { loadProfile } from '@console/cloud-profiles';
import { describe, expect, it } from 'vitest';
import { patchOf } from './draft.ts';
import { ecf, recordOf } from './testing.ts';
import { type EditValues, valuesFrom } from './values.ts';

const openstack = loadProfile('openstack');

/** What is sent for an image with these properties when the form is changed so. */
function patch(
  properties: Readonly<Record<string, unknown>>,
  change: (values: EditValues) => Partial<EditValues> = () => ({}),
  profile = ecf,
) {
  const record = recordOf(properties, profile);
  const values = valuesFrom(record.image);
  return patchOf(record, { ...values, ...change(values) }, profile);
}

const strange = {
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

describe('from the form to a patch', () => {
  it.each(['ecf', 'openstack', 'huawei-ims'])('sends nothing for an untouched image under %s', (name) => {
    expect(patch(strange, undefined, loadProfile(name))).toEqual([]);
    expect(patch({}, undefined, loadProfile(name))).toEqual([]);
  });

  it('shows values it has no word for as they are, and leaves them alone when others change', () => {
    const { image } = recordOf(strange);
    expect(valuesFrom(image)).toMatchObject({
      os: 'raw:TempleOS',
      architecture: 'raw:riscv64',
      bootMode: 'raw:coreboot',
      guestAgent: 'raw:perhaps',
      virtio: 'raw:auto',
    });
    expect(patch(strange, () => ({ isProtected: true }))).toEqual([{ op: 'replace', path: '/protected', value: true }]);
  });

  it('replaces an unknown value when another is chosen', () => {
    expect(patch(strange, () => ({ os: 'debian' }))).toEqual([{ op: 'replace', path: '/os_distro', value: 'Debian' }]);
  });

  it.each(['shared', 'community', 'private', 'public'])('keeps a %s image so', (visibility) => {
    expect(patch({ visibility }, () => ({ name: 'new' }))).toEqual([{ op: 'replace', path: '/name', value: 'new' }]);
  });

  it('comes back to shared when public is switched on and off again', () => {
    expect(patch({ visibility: 'shared' }, () => ({ isPublic: true }))).toEqual([
      { op: 'replace', path: '/visibility', value: 'public' },
    ]);
    expect(patch({ visibility: 'shared' }, () => ({ isPublic: false }))).toEqual([]);
  });

  it('does not write a switch that is where it was, though the image says nothing of it', () => {
    expect(patch({ img_hv_type: 'qemu' }, () => ({ liveResize: false }))).toEqual([]);
    expect(patch({ img_hv_type: 'qemu' }, () => ({ guestAgent: true }))).toEqual([
      { op: 'add', path: '/hw_qemu_guest_agent', value: 'yes' },
    ]);
  });

  it('does not send what the new choices make meaningless', () => {
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

  it('removes what an emptied choice said, companions too, but no property with a row of its own', () => {
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

  it('turns GiB of memory into MiB, and an emptied minimum into none', () => {
    expect(patch({ min_ram: 1000 }, () => ({ minMemoryGib: 1.5 }))).toEqual([
      { op: 'replace', path: '/min_ram', value: 1536 },
    ]);
    expect(patch({ min_disk: 3, min_ram: 512 }, () => ({ minDiskGib: null, minMemoryGib: null }))).toEqual([
      { op: 'replace', path: '/min_disk', value: 0 },
      { op: 'replace', path: '/min_ram', value: 0 },
    ]);
  });

  it('empties a description, hides, and replaces tags whatever their order', () => {
    expect(patch({ description: 'old' }, () => ({ description: ' ' }))).toEqual([
      { op: 'remove', path: '/description' },
    ]);
    expect(patch({}, () => ({ isHidden: true }))).toEqual([{ op: 'replace', path: '/os_hidden', value: true }]);
    expect(patch({ tags: ['a', 'b'] }, () => ({ tags: ['b', 'a'] }))).toEqual([]);
    expect(patch({ tags: ['a'] }, () => ({ tags: [] }))).toEqual([{ op: 'replace', path: '/tags', value: [] }]);
  });
});
