import { type CloudProfile, type ConceptSpelling, loadProfile, profileNames } from '@console/cloud-profiles';
import { type HardwareConcept, hardwareConcepts, type ImageDraft, visibilities } from '@console/image-model';
import { describe, expect, it } from 'vitest';
import { decodeImage, encodeDraft, encodePatch } from './index.ts';
import { draftOf, patchTestImage, testImage } from './test-images.ts';

const profiles: readonly CloudProfile[] = profileNames.map((name) => loadProfile(name));

interface Row {
  readonly profile: CloudProfile;
  readonly concept: HardwareConcept;
  readonly spelling: ConceptSpelling;
}
const offered: readonly Row[] = profiles.flatMap((profile) =>
  hardwareConcepts.flatMap((concept) => {
    const spelling: ConceptSpelling | undefined = profile.concepts[concept];
    return spelling === undefined ? [] : [{ profile, concept, spelling }];
  }),
);
const writable = offered.filter(({ spelling }) => spelling.write !== null);
const title = ({ profile, concept }: Row) => `${profile.name} ${concept}`;

const modelValue = (key: string): string | boolean => (key === 'true' ? true : key === 'false' ? false : key);
const draftWith = (concept: string, key: string): ImageDraft => ({ name: 'x', [concept]: modelValue(key) });

describe.each(writable.map((row) => ({ title: title(row), ...row })))('$title', ({ profile, concept, spelling }) => {
  const keys = Object.keys(spelling.values);

  it('decodes every value that it encodes', () => {
    for (const key of keys) {
      const body = encodeDraft(draftWith(concept, key), profile);
      expect(decodeImage(testImage(body), profile)[concept]).toEqual({ kind: 'known', value: modelValue(key) });
    }
  });

  it('patches every value to every other', () => {
    for (const from of keys) {
      for (const to of keys.filter((key) => key !== from)) {
        const wire = testImage(encodeDraft(draftWith(concept, from), profile));
        const patched = patchTestImage(wire, encodePatch(wire, draftWith(concept, to), profile));
        expect(decodeImage(patched, profile)[concept]).toEqual({ kind: 'known', value: modelValue(to) });
        const direct = testImage(encodeDraft(draftWith(concept, to), profile));
        expect(patched).toEqual(direct);
      }
    }
  });
});

describe.each(offered.map((row) => ({ title: title(row), ...row })))('$title', ({ profile, concept, spelling }) => {
  it('is decoded under every name, in any case and from every alias', () => {
    const spellings = [
      ...Object.entries(spelling.values).flatMap(([key, text]) =>
        typeof text === 'string' ? [[text, key] as const] : [],
      ),
      ...Object.entries(spelling.alsoRead),
    ];
    for (const name of spelling.read) {
      for (const [text, key] of spellings) {
        for (const raw of [text, text.toUpperCase(), ` ${text.toLowerCase()} `]) {
          const image = decodeImage(testImage({ [name]: raw }), profile);
          expect(image[concept]).toEqual({ kind: 'known', value: modelValue(key) });
          expect(image.properties).not.toHaveProperty(name);
        }
      }
    }
  });

  it('keeps an unknown value through a draft and a patch', () => {
    for (const name of spelling.read) {
      const wire = testImage({ [name]: 'Plan 9' });
      const image = decodeImage(wire, profile);
      expect(image[concept]).toEqual({ kind: 'unknown', raw: 'Plan 9' });
      expect(encodePatch(wire, { ...draftOf(image), name: 'renamed' }, profile)).toEqual([
        { op: 'replace', path: '/name', value: 'renamed' },
      ]);
    }
  });

  it('decodes absence as the profile states it', () => {
    const expected =
      spelling.absent === null ? { kind: 'absent' } : { kind: 'known', value: modelValue(spelling.absent) };
    for (const properties of [{}, { [spelling.read[0] ?? '']: '' }, { [spelling.read[0] ?? '']: null }]) {
      expect(decodeImage(testImage(properties), profile)[concept]).toEqual(expected);
    }
  });
});

describe.each(profiles)('$name', (profile) => {
  it('neither decodes nor encodes concepts that the profile does not have', () => {
    for (const concept of hardwareConcepts.filter((each) => profile.concepts[each] === undefined)) {
      expect(decodeImage(testImage({}), profile)[concept]).toEqual({ kind: 'absent' });
      const bare = encodeDraft({ name: 'x' }, profile);
      expect(encodeDraft(draftWith(concept, 'true'), profile)).toEqual(bare);
      expect(encodePatch(testImage({ name: 'x' }), draftWith(concept, 'true'), profile)).toEqual([]);
    }
  });

  it('never writes a concept that only the cloud sets', () => {
    for (const { concept, spelling } of offered.filter(
      (row) => row.profile === profile && row.spelling.write === null,
    )) {
      for (const key of Object.keys(spelling.values)) {
        expect(encodeDraft(draftWith(concept, key), profile)).toEqual(encodeDraft({ name: 'x' }, profile));
        expect(encodePatch(testImage({ name: 'x' }), draftWith(concept, key), profile)).toEqual([]);
      }
    }
  });

  it('decodes description, visibility and size from the profile’s names', () => {
    const { description, visibility, size } = profile.fields;
    for (const [kind, raw] of Object.entries(visibility.values)) {
      const image = decodeImage(
        testImage({ [description]: 'text', [visibility.read]: raw, [size[0] ?? '']: '1024' }),
        profile,
      );
      expect(image).toMatchObject({ description: 'text', visibility: kind, size: 1024 });
    }
  });

  it('encodes and decodes every visibility that can be set, and writes no other', () => {
    const { visibility } = profile.fields;
    for (const kind of visibilities) {
      const body = encodeDraft({ name: 'x', visibility: kind }, profile);
      const isWritable = visibility.write !== null && visibility.values[kind] !== undefined;
      if (isWritable) expect(decodeImage(testImage(body), profile).visibility).toBe(kind);
      else expect(body).toEqual(encodeDraft({ name: 'x' }, profile));
    }
  });

  it('keeps an unknown visibility through a draft and a patch', () => {
    const wire = testImage({ [profile.fields.visibility.read]: 'market' });
    const draft = draftOf(decodeImage(wire, profile));
    expect(encodePatch(wire, { ...draft, name: 'renamed' }, profile)).toEqual([
      { op: 'replace', path: '/name', value: 'renamed' },
    ]);
  });

  it('decodes the description, tags, minimums and properties that it encodes', () => {
    const draft: ImageDraft = {
      name: '镜像 1',
      description: '说明',
      tags: ['env.prod', '生产=是'],
      minDiskGib: 40,
      minMemoryMib: 512,
      isProtected: true,
      properties: { __support_fc_inject: 'true', __os_bit: '64', my_key: 'Ä' },
    };
    expect(draftOf(decodeImage(testImage(encodeDraft(draft, profile)), profile))).toMatchObject(draft);
  });

  it('leaves every unchanged property of an image alone', () => {
    const wire = testImage({
      ...encodeDraft({ name: 'x', os: 'debian', architecture: 'x86', description: 'text' }, profile),
      [profile.fields.visibility.read]: 'private',
      __os_version: 'Debian GNU/Linux 12 64bit',
      __support_agent_list: 'hss,ces',
      __lazyloading: 'true',
      max_ram: '4096',
      trait_CUSTOM: 'required',
      tags: ['a.b'],
    });
    expect(encodePatch(wire, draftOf(decodeImage(wire, profile)), profile)).toEqual([]);
  });

  it('decodes an image without attributes as one without description, tags and minimums', () => {
    expect(decodeImage(testImage({}), profile)).toMatchObject({
      description: '',
      tags: [],
      minDiskGib: 0,
      minMemoryMib: 0,
      isProtected: false,
      size: null,
      properties: {},
    });
  });
});

describe('single profiles', () => {
  it('upstream writes Windows into two properties and `other` into none', () => {
    const openstack = loadProfile('openstack');
    expect(encodeDraft({ name: 'x', os: 'windows' }, openstack)).toMatchObject({
      os_distro: 'windows',
      os_type: 'windows',
    });
    expect(encodeDraft({ name: 'x', os: 'suse' }, openstack)).toMatchObject({ os_distro: 'sles', os_type: 'linux' });
    expect(encodeDraft({ name: 'x', os: 'other' }, openstack)).toEqual({ name: 'x', container_format: 'bare' });
  });

  it('ECF writes its own texts', () => {
    const draft: ImageDraft = {
      name: 'x',
      os: 'other',
      hypervisor: 'qemu',
      architecture: 'arm',
      liveResize: true,
      virtio: false,
    };
    expect(encodeDraft(draft, loadProfile('ecf'))).toEqual({
      name: 'x',
      container_format: 'bare',
      os_distro: 'others',
      img_hv_type: 'qemu',
      hw_architecture: 'aarch64',
      es_live_resize_enabled: 'yes',
      es_virtio_enabled: 'no',
    });
  });

  it('ECF gives the reason why an import failed', () => {
    const image = decodeImage(testImage({ os_glance_es_failed_reason: 'virtio error' }), loadProfile('ecf'));
    expect(image.import.reason).toBe('virtio error');
    expect(image.properties).toEqual({});
  });

  it('IMS has the size in __image_size and keeps its other flags as properties', () => {
    const wire = testImage({
      size: 0,
      virtual_size: 0,
      checksum: 'd41d',
      __image_size: '449261568',
      __support_fc_inject: 'true',
      __support_agent_list: 'hss,ces',
    });
    const image = decodeImage(wire, loadProfile('huawei-ims'));
    expect(image).toMatchObject({ size: 449261568, virtualSize: null, checksum: null });
    expect(image.properties).toEqual({ __support_fc_inject: 'true', __support_agent_list: 'hss,ces' });
    expect(image.bootMode).toEqual({ kind: 'known', value: 'bios' });
  });
});
