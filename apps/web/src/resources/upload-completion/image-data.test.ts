import { describe, expect, it } from 'vitest';
import { recordFixture } from '../upload-persistence/record-fixture.ts';
import { imageWith, queuedImage } from './completion-fixtures.ts';
import { classifyImage, compareImage } from './image-data.ts';

const sent = { via: 'file', size: 10, digests: { sha512: 'ab' } } as const;
const sha512 = (value: string) => ({ algorithm: 'sha512', value });

describe('compareImage', () => {
  it.each([
    ['equal size and hash', sent, { status: 'active', size: 10, hash: sha512('ab') }, 'equal'],
    [
      'hashes that are not compared',
      { ...sent, digests: null },
      { status: 'active', size: 10, hash: sha512('ab') },
      'equal',
    ],
    ['no hash of the cloud', sent, { status: 'active', size: 10, hash: null }, 'equal'],
    ['an image that is saving', sent, { status: 'saving', size: null, hash: null }, 'pending'],
    ['staged data of equal size', { ...sent, via: 'stage' }, { status: 'uploading', size: 10, hash: null }, 'equal'],
    [
      'staged data that was converted',
      { ...sent, via: 'stage' },
      { status: 'active', size: 7, hash: sha512('cd') },
      'equal',
    ],
  ] as const)('compares %s', (_case, from, image, kind) => {
    expect(compareImage(from, image).kind).toBe(kind);
  });

  it.each([
    ['another hash', { status: 'active', size: 10, hash: sha512('cd') }, 'hashMismatch'],
    ['another size', { status: 'active', size: 9, hash: sha512('ab') }, 'sizeMismatch'],
    ['no size', { status: 'active', size: null, hash: sha512('ab') }, 'sizeMismatch'],
    ['an image that is queued again', { status: 'queued', size: null, hash: null }, 'wrongStatus'],
  ])('finds %s different', (_case, image, kind) => {
    expect(compareImage(sent, image)).toMatchObject({ kind: 'different', failure: { kind } });
  });

  it('compares with the hash that the cloud has chosen, and names the digest that is missing', () => {
    const image = { status: 'active', size: 10, hash: { algorithm: 'sha256', value: 'ef' } };
    expect(compareImage(sent, image)).toEqual({ kind: 'missingDigest', name: 'sha256' });
    expect(compareImage({ ...sent, digests: { sha256: 'ef' } }, image).kind).toBe('equal');
    expect(compareImage({ ...sent, digests: { sha256: 'xx' } }, image).kind).toBe('different');
    expect(compareImage(sent, { ...image, hash: { algorithm: 'whirlpool', value: 'ef' } }).kind).toBe('equal');
  });
});

describe('classifyImage', () => {
  const verified = { ...recordFixture, digests: { sha512: 'ab' } };
  const staged = { ...recordFixture, via: 'stage' } as const;
  const checksum = { name: 'md5', value: 'aa' } as const;

  it.each([
    ['a queued image', recordFixture, queuedImage, { kind: 'incomplete' }],
    ['an image that is saving', recordFixture, imageWith('saving'), { kind: 'incomplete' }],
    ['an active image of equal hash', verified, imageWith('active', 'ab'), { kind: 'whole', isVerified: true }],
    ['a deactivated image', verified, imageWith('deactivated', 'ab'), { kind: 'whole', isVerified: true }],
    ['an image without a digest', recordFixture, imageWith('active', 'ab'), { kind: 'whole', isVerified: false }],
    ['an image without a hash', recordFixture, imageWith('active'), { kind: 'whole', isVerified: true }],
    [
      'an unchecked checksum',
      { ...recordFixture, checksum },
      imageWith('active'),
      { kind: 'whole', isVerified: false },
    ],
    ['data that is staged', staged, imageWith('uploading'), { kind: 'staged' }],
    ['a part that is staged', staged, imageWith('uploading', null, 4), { kind: 'incomplete' }],
    ['an import', staged, imageWith('importing'), { kind: 'importing' }],
    ['a converted image', staged, imageWith('active', null, 4), { kind: 'whole', isVerified: true }],
  ])('classifies %s', (_case, record, image, expected) => {
    expect(classifyImage(record, image, 'sha512')).toEqual(expected);
  });

  it.each([
    ['another size', verified, imageWith('active', 'ab', 4), 'sizeMismatch'],
    ['another hash', verified, imageWith('active', 'cd'), 'hashMismatch'],
    ['a wrong file', { ...verified, checksum, digests: { md5: 'bb' } }, imageWith('active'), 'checksumMismatch'],
  ])('finds an active image of %s different', (_case, record, image, kind) => {
    expect(classifyImage(record, image, 'sha512')).toMatchObject({ kind: 'different', failure: { kind } });
  });
});
