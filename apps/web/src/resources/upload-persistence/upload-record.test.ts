import { describe, expect, it } from 'vitest';
import { fileFixture, recordFixture } from './record-fixture.ts';
import { compareFiles, describeFile, fingerprintFile, migrateRecord } from './upload-record.ts';

describe('migrateRecord', () => {
  it('gives a record of version 1, which has no version, the present version', () => {
    const { version: _version, ...stored } = recordFixture;
    expect(migrateRecord(stored)).toEqual(recordFixture);
  });

  it('returns null for a record of a later release', () => {
    expect(migrateRecord({ ...recordFixture, version: 3 })).toBeNull();
  });
});

describe('file fingerprints', () => {
  const known = recordFixture.file;

  it('contain the digests of the first and the last MiB', async () => {
    const file = new File([new Uint8Array(3 * 1024 ** 2)], 'a.raw', { lastModified: 7 });
    const sizes: number[] = [];
    const fingerprint = await fingerprintFile(file, async (part) => `digest ${sizes.push(part.size)}`);
    expect(fingerprint).toEqual({ ...describeFile(file), head: 'digest 1', tail: 'digest 2' });
    expect(sizes).toEqual([1024 ** 2, 1024 ** 2]);
  });

  it.each([
    ['name', { name: 'b.qcow2' }],
    ['size', { size: 6 }],
    ['time', { lastModified: 6 }],
    ['content', { tail: 'other' }],
  ])('differ in %s', (difference, change) => {
    expect(compareFiles(known, { ...known, ...change })).toEqual([difference]);
  });

  it('are equal where an edge has not been read', () => {
    expect(compareFiles(known, describeFile(fileFixture))).toEqual([]);
  });
});
