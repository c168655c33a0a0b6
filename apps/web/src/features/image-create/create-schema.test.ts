import { loadProfile } from '@console/cloud-profiles';
import { GiB } from '@console/units';
import { describe, expect, it } from 'vitest';
import { createSchema } from './create-schema.ts';
import type { CreateValues } from './create-values.ts';
import { sourceFixture, valuesFixture } from './values-fixture.ts';

const ecf = loadProfile('ecf');

/** Returns the problem of each invalid field. */
function problems(changes: Partial<CreateValues>, profile = ecf): Record<string, string> {
  const values = valuesFixture(changes);
  const result = createSchema(values, profile).safeParse(values);
  return Object.fromEntries((result.error?.issues ?? []).map(({ path, message }) => [path.join('.'), message]));
}

describe('createSchema', () => {
  it('accepts valid values', () => {
    expect(problems({})).toEqual({});
  });

  it.each([
    ['   ', 'nameMissing'],
    ['名'.repeat(256), 'nameTooLong'],
    ['x'.repeat(300), 'nameTooLong'],
    ['party 🎉', 'nameBeyondBmp'],
  ])('rejects the name %s as %s', (name, problem) => {
    expect(problems({ name })).toEqual({ name: problem });
  });

  it('accepts a name of 255 characters after trimming, in any script', () => {
    expect(problems({ name: ` ${'名'.repeat(255)} ` })).toEqual({});
  });

  it('applies the shorter name limit of another cloud', () => {
    expect(problems({ name: 'x'.repeat(129) }, loadProfile('huawei-ims'))).toMatchObject({ name: 'nameTooLong' });
  });

  it('requires a file that is not empty, inspected and readable', () => {
    const file = new File(['x'], 'x.raw');
    const empty = new File([], 'x.raw');
    const inspecting = { kind: 'inspecting' } as const;
    expect(problems({ source: null })).toEqual({ source: 'fileMissing' });
    expect(problems({ source: { file: empty, handle: null, inspection: inspecting } })).toEqual({
      source: 'fileEmpty',
    });
    expect(problems({ source: { file, handle: null, inspection: inspecting } })).toEqual({ source: 'fileReading' });
    expect(problems({ source: { file, handle: null, inspection: { kind: 'unreadable' } } })).toEqual({
      source: 'fileGone',
    });
  });

  it('does not require the format of an empty file', () => {
    const source = { file: new File([], 'x.raw'), handle: null, inspection: { kind: 'inspecting' } } as const;
    expect(problems({ source, diskFormat: null })).toEqual({ source: 'fileEmpty' });
  });

  it('accepts a checksum of a known length or none', () => {
    expect(problems({ checksum: ' ' })).toEqual({});
    expect(problems({ checksum: `${'0a'.repeat(32)}  x.raw` })).toEqual({});
    expect(problems({ checksum: '0a0b' })).toEqual({ checksum: 'checksumForm' });
  });

  it('rejects a file with an error finding or without an image format, and accepts one with a warning', () => {
    const backing = sourceFixture({ findings: [{ code: 'backingFile', severity: 'error', file: 'base.qcow2' }] });
    expect(problems({ source: backing })).toEqual({ source: 'fileRefused' });
    expect(problems({ source: sourceFixture({ format: 'gzip', glanceFormat: null }) })).toMatchObject({
      source: 'fileRefused',
    });
    expect(problems({ source: sourceFixture({ findings: [{ code: 'encrypted', severity: 'warning' }] }) })).toEqual({});
  });

  it('requires the format that was found in the file, but accepts formats without a magic number for raw files', () => {
    expect(problems({ diskFormat: null })).toEqual({ diskFormat: 'formatMissing' });
    expect(problems({ diskFormat: 'raw' })).toEqual({ diskFormat: 'formatMismatch' });
    const raw = sourceFixture({ format: 'raw', glanceFormat: 'raw' });
    expect(problems({ source: raw, diskFormat: 'aki' })).toEqual({});
    expect(problems({ source: raw, diskFormat: 'qcow2' })).toEqual({ diskFormat: 'formatMismatch' });
  });

  it('requires a minimum disk of whole GiB that holds the virtual size', () => {
    const source = sourceFixture({ virtualSize: 2.5 * GiB });
    expect(problems({ source, minDiskGib: 2 })).toEqual({ minDiskGib: 'minDiskUnderVirtual' });
    expect(problems({ source, minDiskGib: null })).toEqual({ minDiskGib: 'minDiskUnderVirtual' });
    expect(problems({ source, minDiskGib: 3 })).toEqual({});
    expect(problems({ minDiskGib: 2.5 })).toEqual({ minDiskGib: 'notWhole' });
    expect(problems({ minDiskGib: -1 })).toEqual({ minDiskGib: 'notNegative' });
    expect(problems({ minDiskGib: 2 ** 31 })).toEqual({ minDiskGib: 'tooLarge' });
    expect(problems({ minMemoryGib: -0.5 })).toEqual({ minMemoryGib: 'notNegative' });
  });

  it('requires a boot mode for bare metal only', () => {
    expect(problems({ hypervisor: 'baremetal' })).toEqual({ bootMode: 'bootModeMissing' });
    expect(problems({ hypervisor: 'baremetal', bootMode: 'bios' })).toEqual({});
    expect(problems({ hypervisor: 'qemu', bootMode: null })).toEqual({});
  });

  it('limits the description and the tags', () => {
    expect(problems({ description: 'x'.repeat(1025) })).toEqual({ description: 'descriptionTooLong' });
    expect(problems({ tags: ['x'.repeat(256)] })).toEqual({ tags: 'tagTooLong' });
    expect(problems({ tags: Array.from({ length: 129 }, (_, index) => `tag${index}`) })).toEqual({
      tags: 'tagsTooMany',
    });
  });

  it('reports the problem of a property at its row', () => {
    const properties = (...keys: readonly string[]) => ({ properties: keys.map((key) => ({ key, value: 'v' })) });
    expect(problems(properties('os_version'))).toEqual({});
    expect(problems(properties('os_version', ' '))).toEqual({ 'properties.1.key': 'keyMissing' });
    expect(problems(properties('checksum'))).toEqual({ 'properties.0.key': 'keyReserved' });
    expect(problems(properties('os_glance_x'))).toEqual({ 'properties.0.key': 'keyReserved' });
    expect(problems(properties('img_hv_type'))).toEqual({ 'properties.0.key': 'keyTaken' });
    expect(problems(properties('Img_HV_type'))).toEqual({ 'properties.0.key': 'keyTaken' });
    expect(problems(properties('a', 'A'))).toEqual({ 'properties.0.key': 'keyTwice', 'properties.1.key': 'keyTwice' });
    expect(problems(properties('a', 'a'))).toEqual({ 'properties.0.key': 'keyTwice', 'properties.1.key': 'keyTwice' });
  });
});

describe('createSchema for a URL', () => {
  const urlProblems = (address: string, profile = ecf) => problems({ origin: 'url', source: null, address }, profile);

  it.each([
    ['', 'addressMissing'],
    ['debian.iso', 'addressForm'],
    ['http://a.example/', 'addressForm'],
    ['http://', 'addressForm'],
    ['http://a.example/x y.iso', 'addressForm'],
    ['https://a.example/a.iso', 'addressScheme'],
    ['ftp://a.example/a.iso', 'addressScheme'],
    ['file:///etc/passwd', 'addressScheme'],
  ])('rejects %s as %s', (address, problem) => expect(urlProblems(address)).toEqual({ address: problem }));

  it('accepts the schemes of the profile', () => {
    expect(urlProblems(' http://a.example/a.iso ')).toEqual({});
    expect(urlProblems('https://a.example/a.iso', loadProfile('openstack'))).toEqual({});
  });

  it('checks either the file or the URL, not both', () => {
    const broken = sourceFixture({ findings: [], glanceFormat: null });
    expect(problems({ origin: 'url', source: broken, address: 'http://a.example/a.iso' })).toEqual({});
    expect(problems({ origin: 'file', address: 'nonsense' })).toEqual({});
  });
});
