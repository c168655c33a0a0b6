import { describe, expect, it } from 'vitest';
import { looksPacked, nameFrom, suggestionsFrom, suggestionsFromAddress } from './suggest.ts';
import { GIB, sourceOf } from './testing.ts';

describe('suggestions from a file', () => {
  it('proposes name, format and the whole GiB that hold the virtual size', () => {
    expect(suggestionsFrom(sourceOf({ virtualSize: 2 * GIB + 1 }))).toEqual({
      name: 'debian-12',
      diskFormat: 'qcow2',
      minDiskGib: 3,
    });
  });

  it('proposes UEFI for a disk with an EFI system partition, and no boot mode without one', () => {
    expect(suggestionsFrom(sourceOf({ hasEfiPartition: true })).bootMode).toBe('uefi');
    expect(suggestionsFrom(sourceOf())).not.toHaveProperty('bootMode');
  });

  it('proposes nothing but the name while the bytes are unread', () => {
    expect(suggestionsFrom({ file: new File([], 'a.iso'), handle: null, reading: { kind: 'reading' } })).toEqual({
      name: 'a',
    });
  });
});

describe('suggestions from an address', () => {
  const rules = { schemes: ['http'], formats: ['raw', 'qcow2', 'iso'] };
  it.each([
    ['http://a.example/x/debian-12.qcow2', { name: 'debian-12', diskFormat: 'qcow2' }],
    ['http://me:secret@a.example/Kylin%20V10.iso?token=1', { name: 'Kylin V10', diskFormat: 'iso' }],
    ['http://a.example/%E9%BA%92%E9%BA%9F.raw', { name: '麒麟', diskFormat: 'raw' }],
    // Anything may be an .img, and the cloud does not take VMDK here.
    ['http://a.example/jammy.img', { name: 'jammy' }],
    ['http://a.example/disk.vmdk', { name: 'disk' }],
    ['http://a.example/%ff.raw', { name: '%ff', diskFormat: 'raw' }],
    ['http://a.example/', {}],
    ['https://a.example/a.iso', {}],
    ['debian.iso', {}],
  ])('%s', (address, suggestions) => {
    expect(suggestionsFromAddress(address, rules)).toEqual(suggestions);
  });

  it.each([
    ['http://a.example/disk.qcow2.xz', true],
    ['http://a.example/disk.OVA', true],
    ['http://a.example/disk.qcow2', false],
    ['nonsense.gz', false],
  ])('%s is an archive: %s', (address, is) => expect(looksPacked(address)).toBe(is));
});

describe('a name from a file name', () => {
  it.each([
    ['Kylin-V10-SP3.x86_64.qcow2', 'Kylin-V10-SP3.x86_64'],
    ['麒麟服务器.iso', '麒麟服务器'],
    ['no-ending', 'no-ending'],
    ['party🎉.raw', 'party'],
    [`${'x'.repeat(300)}.img`, 'x'.repeat(255)],
  ])('%s → %s', (file, name) => {
    expect(nameFrom(file)).toBe(name);
  });
});
