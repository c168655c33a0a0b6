import { describe, expect, it } from 'vitest';
import { canWrite, loadProfile, ProfileError, profileNames } from './index.ts';

function faultsOf(overrides: unknown): readonly string[] {
  try {
    loadProfile('ecf', overrides);
  } catch (error) {
    if (error instanceof ProfileError) return error.faults;
    throw error;
  }
  return [];
}

describe('loadProfile', () => {
  it('finds a profile by name and lists the names when there is none', () => {
    expect(profileNames).toEqual(['openstack', 'ecf', 'huawei-ims']);
    expect(loadProfile('ecf').name).toBe('ecf');
    expect(() => loadProfile('vmware')).toThrow(/openstack, ecf, huawei-ims/);
    expect(() => loadProfile('toString')).toThrow(ProfileError);
  });

  it('gives each cloud its own concepts', () => {
    expect(loadProfile('openstack').concepts.liveResize).toBeUndefined();
    expect(loadProfile('ecf').concepts.liveResize).toBeDefined();
    expect(loadProfile('huawei-ims').concepts.guestAgent).toBeUndefined();
  });

  it('marks concepts that only the cloud sets', () => {
    expect(canWrite(loadProfile('huawei-ims'), 'architecture')).toBe(false);
    expect(canWrite(loadProfile('ecf'), 'architecture')).toBe(true);
    expect(canWrite(loadProfile('openstack'), 'liveResize')).toBe(false);
  });

  it('has the text rules of IMS', () => {
    const { rules } = loadProfile('huawei-ims');
    expect(rules.name.pattern?.test('镜像 v1.0_a-b')).toBe(true);
    expect(rules.name.pattern?.test(' lead')).toBe(false);
    expect(rules.name.pattern?.test('a/b')).toBe(false);
    expect(rules.description.pattern?.test('a<b')).toBe(false);
    for (const tag of ['env.prod', 'env=生产', 'env=']) expect(rules.tag.pattern?.test(tag)).toBe(true);
    for (const tag of ['env', `${'k'.repeat(37)}=v`, `k=${'v'.repeat(44)}`])
      expect(rules.tag.pattern?.test(tag)).toBe(false);
  });
});

describe('loadProfile with an operator’s overrides', () => {
  it('renames a property for reading and writing and keeps the rest', () => {
    const profile = loadProfile('ecf', { concepts: { liveResize: { read: ['my_resize'] } } });
    expect(profile.concepts.liveResize).toMatchObject({
      read: ['my_resize'],
      write: 'my_resize',
      values: { true: 'yes' },
    });
    expect(profile.concepts.virtio).toEqual(loadProfile('ecf').concepts.virtio);
  });

  it('replaces single spellings, adds aliases and removes a concept', () => {
    const profile = loadProfile('ecf', {
      concepts: { os: { values: { rhel: 'RedHat' }, alsoRead: { Redhat9: 'rhel' } }, virtio: null },
    });
    expect(profile.concepts.os?.values).toMatchObject({ rhel: 'RedHat', suse: 'SUSE' });
    expect(profile.concepts.os?.alsoRead).toEqual({ redhat9: 'rhel' });
    expect(profile.concepts.virtio).toBeUndefined();
  });

  it('adds a concept that the profile did not have', () => {
    const profile = loadProfile('openstack', {
      concepts: { liveResize: { read: ['live'], values: { true: '1', false: '0' }, absent: 'false' } },
    });
    expect(profile.concepts.liveResize).toMatchObject({ write: 'live', absent: 'false', beside: [] });
  });

  it('changes rules, field names and the staged formats', () => {
    const profile = loadProfile('ecf', {
      rules: { name: { max: 64, pattern: '^[a-z]+$' }, urlSchemes: ['http', 'https'] },
      fields: { failure: ['my_reason'] },
      formats: { staged: ['vmdk', 'vhdx'] },
    });
    expect(profile.rules.name.max).toBe(64);
    expect(profile.rules.name.pattern?.test('A')).toBe(false);
    expect(profile.rules.urlSchemes).toEqual(['http', 'https']);
    expect(profile.fields).toMatchObject({ failure: ['my_reason'], description: 'description' });
    expect(profile.formats).toEqual({ ...loadProfile('ecf').formats, staged: ['vmdk', 'vhdx'] });
  });

  it('returns the profile unchanged when the overrides are absent or empty', () => {
    for (const overrides of [undefined, null, {}]) expect(loadProfile('ecf', overrides)).toEqual(loadProfile('ecf'));
  });

  it('reports every mistake of the file', () => {
    const faults = faultsOf({
      conceptz: {},
      concepts: { os: { values: { plan9: 'x' }, absent: 'plan9' }, virtio: { read: [1] }, hypervisor: 5 },
      rules: { name: { max: 0, pattern: '[' } },
    });
    expect(faults).toHaveLength(7);
    expect(faults.join('\n')).toMatch(
      /"conceptz"[\s\S]*"plan9"[\s\S]*concepts\.os\.absent[\s\S]*hypervisor[\s\S]*virtio\.read[\s\S]*max[\s\S]*pattern/,
    );
  });

  it('rejects a file that is no object', () => {
    expect(faultsOf('yes')).toEqual(['the file must be an object']);
    expect(faultsOf([])).toEqual(['the file must be an object']);
  });
});
