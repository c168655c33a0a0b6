import { loadProfile } from '@console/cloud-profiles';
import { describe, expect, it } from 'vitest';
import { schemaFor } from './schema.ts';
import { GIB, sourceOf, valuesOf } from './testing.ts';
import type { CreateValues } from './values.ts';

const ecf = loadProfile('ecf');

/** Field → problem, as the form shows them. */
function problems(changes: Partial<CreateValues>, profile = ecf): Record<string, string> {
  const values = valuesOf(changes);
  const result = schemaFor(values, profile).safeParse(values);
  return Object.fromEntries((result.error?.issues ?? []).map(({ path, message }) => [path.join('.'), message]));
}

describe('rules of the create form', () => {
  it('has nothing against good values', () => {
    expect(problems({})).toEqual({});
  });

  it.each([
    ['   ', 'nameMissing'],
    ['名'.repeat(256), 'nameTooLong'],
    ['x'.repeat(300), 'nameTooLong'],
    ['party 🎉', 'nameBeyondBmp'],
  ])('name %s: %s', (name, problem) => {
    expect(problems({ name })).toEqual({ name: problem });
  });

  it('takes a name of 255 characters after trimming, of any script', () => {
    expect(problems({ name: ` ${'名'.repeat(255)} ` })).toEqual({});
  });

  it('keeps to the stricter name of another cloud', () => {
    expect(problems({ name: 'x'.repeat(129) }, loadProfile('huawei-ims'))).toMatchObject({ name: 'nameTooLong' });
  });

  it('wants a file with content that can be read', () => {
    const file = new File(['x'], 'x.raw');
    expect(problems({ source: null })).toEqual({ source: 'fileMissing' });
    expect(problems({ source: { file: new File([], 'x.raw'), handle: null, reading: { kind: 'reading' } } })).toEqual({
      source: 'fileEmpty',
    });
    expect(problems({ source: { file, handle: null, reading: { kind: 'reading' } } })).toEqual({
      source: 'fileReading',
    });
    expect(problems({ source: { file, handle: null, reading: { kind: 'unreadable' } } })).toEqual({
      source: 'fileGone',
    });
  });

  it('says of an empty file once that it is empty, and does not ask for its format as well', () => {
    const source = { file: new File([], 'x.raw'), handle: null, reading: { kind: 'reading' } } as const;
    expect(problems({ source, diskFormat: null })).toEqual({ source: 'fileEmpty' });
  });

  it('takes a checksum of a known length or none at all', () => {
    expect(problems({ checksum: ' ' })).toEqual({});
    expect(problems({ checksum: `${'0a'.repeat(32)}  x.raw` })).toEqual({});
    expect(problems({ checksum: '0a0b' })).toEqual({ checksum: 'checksumForm' });
  });

  it('refuses a file with an error found in it, and one that is no image; a warning passes', () => {
    const backing = sourceOf({ findings: [{ code: 'backingFile', severity: 'error', file: 'base.qcow2' }] });
    expect(problems({ source: backing })).toEqual({ source: 'fileRefused' });
    expect(problems({ source: sourceOf({ format: 'gzip', glanceFormat: null }) })).toMatchObject({
      source: 'fileRefused',
    });
    expect(problems({ source: sourceOf({ findings: [{ code: 'encrypted', severity: 'warning' }] }) })).toEqual({});
  });

  it('holds the format to what the bytes say, but lets formats without a mark of their own pass as raw', () => {
    expect(problems({ diskFormat: null })).toEqual({ diskFormat: 'formatMissing' });
    expect(problems({ diskFormat: 'raw' })).toEqual({ diskFormat: 'formatMismatch' });
    const raw = sourceOf({ format: 'raw', glanceFormat: 'raw' });
    expect(problems({ source: raw, diskFormat: 'aki' })).toEqual({});
    expect(problems({ source: raw, diskFormat: 'qcow2' })).toEqual({ diskFormat: 'formatMismatch' });
  });

  it('keeps the minimum disk whole and not under the virtual size', () => {
    const source = sourceOf({ virtualSize: 2.5 * GIB });
    expect(problems({ source, minDiskGib: 2 })).toEqual({ minDiskGib: 'minDiskUnderVirtual' });
    expect(problems({ source, minDiskGib: null })).toEqual({ minDiskGib: 'minDiskUnderVirtual' });
    expect(problems({ source, minDiskGib: 3 })).toEqual({});
    expect(problems({ minDiskGib: 2.5 })).toEqual({ minDiskGib: 'notWhole' });
    expect(problems({ minDiskGib: -1 })).toEqual({ minDiskGib: 'notNegative' });
    expect(problems({ minDiskGib: 2 ** 31 })).toEqual({ minDiskGib: 'tooLarge' });
    expect(problems({ minMemoryGib: -0.5 })).toEqual({ minMemoryGib: 'notNegative' });
  });

  it('wants a boot mode for bare metal only', () => {
    expect(problems({ hypervisor: 'baremetal' })).toEqual({ bootMode: 'bootModeMissing' });
    expect(problems({ hypervisor: 'baremetal', bootMode: 'bios' })).toEqual({});
    expect(problems({ hypervisor: 'qemu', bootMode: null })).toEqual({});
  });

  it('limits description and tags', () => {
    expect(problems({ description: 'x'.repeat(1025) })).toEqual({ description: 'descriptionTooLong' });
    expect(problems({ tags: ['x'.repeat(256)] })).toEqual({ tags: 'tagTooLong' });
    expect(problems({ tags: Array.from({ length: 129 }, (_, index) => `tag${index}`) })).toEqual({
      tags: 'tagsTooMany',
    });
  });

  it('names what is wrong with a further property at its row', () => {
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

describe('rules of an address', () => {
  const from = (address: string, profile = ecf) => problems({ origin: 'url', source: null, address }, profile);

  it.each([
    ['', 'addressMissing'],
    ['debian.iso', 'addressForm'],
    ['http://a.example/', 'addressForm'],
    ['http://', 'addressForm'],
    ['http://a.example/x y.iso', 'addressForm'],
    ['https://a.example/a.iso', 'addressScheme'],
    ['ftp://a.example/a.iso', 'addressScheme'],
    ['file:///etc/passwd', 'addressScheme'],
  ])('%s: %s', (address, problem) => expect(from(address)).toEqual({ address: problem }));

  it('takes the schemes of the profile', () => {
    expect(from(' http://a.example/a.iso ')).toEqual({});
    expect(from('https://a.example/a.iso', loadProfile('openstack'))).toEqual({});
  });

  it('asks nothing of a file that is not used, and nothing of the address of one that is', () => {
    const broken = sourceOf({ findings: [], glanceFormat: null });
    expect(problems({ origin: 'url', source: broken, address: 'http://a.example/a.iso' })).toEqual({});
    expect(problems({ origin: 'file', address: 'nonsense' })).toEqual({});
  });
});
