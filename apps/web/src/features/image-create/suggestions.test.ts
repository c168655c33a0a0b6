import { GiB } from '@console/units';
import { describe, expect, it } from 'vitest';
import { imageNameFrom, isArchiveUrl, suggestFromFile, suggestFromUrl } from './suggestions.ts';
import { sourceFixture } from './values-fixture.ts';

describe('suggestFromFile', () => {
  it('suggests the name, the format and the whole GiB that hold the virtual size', () => {
    expect(suggestFromFile(sourceFixture({ virtualSize: 2 * GiB + 1 }))).toEqual({
      name: 'debian-12',
      diskFormat: 'qcow2',
      minDiskGib: 3,
    });
  });

  it('suggests UEFI for a disk with an EFI system partition and no boot mode for others', () => {
    expect(suggestFromFile(sourceFixture({ hasEfiPartition: true })).bootMode).toBe('uefi');
    expect(suggestFromFile(sourceFixture()).bootMode).toBeUndefined();
  });

  it('suggests only the name until the file is inspected', () => {
    const source = { file: new File([], 'a.iso'), handle: null, inspection: { kind: 'inspecting' } } as const;
    expect(suggestFromFile(source)).toEqual({ name: 'a' });
  });
});

describe('suggestFromUrl', () => {
  const rules = { schemes: ['http'], formats: ['raw', 'qcow2', 'iso'] };
  it.each([
    ['http://a.example/x/debian-12.qcow2', { name: 'debian-12', diskFormat: 'qcow2' }],
    ['http://me:secret@a.example/Kylin%20V10.iso?token=1', { name: 'Kylin V10', diskFormat: 'iso' }],
    ['http://a.example/%E9%BA%92%E9%BA%9F.raw', { name: '麒麟', diskFormat: 'raw' }],
    // An .img file can have any format, and this cloud does not accept VMDK.
    ['http://a.example/jammy.img', { name: 'jammy' }],
    ['http://a.example/disk.vmdk', { name: 'disk' }],
    ['http://a.example/%ff.raw', { name: '%ff', diskFormat: 'raw' }],
    ['http://a.example/', {}],
    ['https://a.example/a.iso', {}],
    ['debian.iso', {}],
  ])('suggests for %s: %j', (url, suggestions) => {
    expect(suggestFromUrl(url, rules)).toEqual(suggestions);
  });
});

describe('isArchiveUrl', () => {
  it.each([
    ['http://a.example/disk.qcow2.xz', true],
    ['http://a.example/disk.OVA', true],
    ['http://a.example/disk.qcow2', false],
    ['nonsense.gz', false],
  ])('returns for %s: %s', (url, isArchive) => expect(isArchiveUrl(url)).toBe(isArchive));
});

describe('imageNameFrom', () => {
  it.each([
    ['Kylin-V10-SP3.x86_64.qcow2', 'Kylin-V10-SP3.x86_64'],
    ['麒麟服务器.iso', '麒麟服务器'],
    ['no-extension', 'no-extension'],
    ['party🎉.raw', 'party'],
    [`${'x'.repeat(300)}.img`, 'x'.repeat(255)],
  ])('returns for %s: %s', (fileName, imageName) => {
    expect(imageNameFrom(fileName)).toBe(imageName);
  });
});
