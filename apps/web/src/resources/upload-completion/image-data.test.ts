import { describe, expect, it, vi } from 'vitest';
import { recordFixture } from '../upload-persistence/record-fixture.ts';
import type { UploadRecord } from '../upload-persistence/upload-record.ts';
import {
  createFakeImages,
  createFakeServices,
  fakeSession,
  imageWith,
  queuedImage,
  savingImage,
} from './fake-services.ts';
import {
  type CancelContext,
  classifyImage,
  compareImage,
  type ImageService,
  removeImage,
  type UploadSession,
} from './image-data.ts';

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

const cancelled: CancelContext = { failure: null, isImporting: false };

/** Removes the image of a record; `images` records the calls. */
function prepareRemoval(
  options: {
    readonly record?: Partial<UploadRecord>;
    readonly images?: Partial<ImageService>;
    readonly session?: Partial<UploadSession>;
  } = {},
) {
  const images = createFakeImages(options.images);
  const services = createFakeServices({ images, session: { ...fakeSession, ...options.session } });
  const record = { ...recordFixture, ...options.record };
  return { images, remove: (context = cancelled) => removeImage(record, context, services) };
}

describe('removeImage', () => {
  it('deletes a queued image', async () => {
    const { images, remove } = prepareRemoval();
    expect(await remove()).toEqual({ kind: 'removed' });
    expect(images.calls).toContain('delete i');
  });

  it('counts a missing image as removed', async () => {
    const { images, remove } = prepareRemoval();
    images.set('gone');
    expect(await remove()).toEqual({ kind: 'removed' });
  });

  it('does not count a 404 as removed after the session has changed to another project', async () => {
    const projects = [recordFixture.project, { id: 'other', name: 'other' }];
    const { images, remove } = prepareRemoval({ session: { project: () => projects.shift() ?? null } });
    images.set('gone');
    expect(await remove()).toEqual({ kind: 'failed' });
  });

  it.each(['active', 'deactivated'])('keeps a whole image that is %s', async (status) => {
    const { images, remove } = prepareRemoval();
    images.set(imageWith(status, 'ab'));
    expect(await remove()).toEqual({ kind: 'whole', isVerified: false });
    expect(images.calls).toEqual(['fetch']);
  });

  it('waits for an image that is saving, and keeps it when it becomes active', async () => {
    const images = [savingImage, savingImage, imageWith('active', 'ab')];
    const fetch = vi.fn(async () => images.shift() ?? 'gone');
    const { remove } = prepareRemoval({ record: { digests: { sha512: 'ab' } }, images: { fetch } });
    expect(await remove()).toEqual({ kind: 'whole', isVerified: true });
  });

  it('deletes an image that stays saving', async () => {
    const { images, remove } = prepareRemoval();
    images.set(savingImage);
    expect(await remove()).toEqual({ kind: 'removed' });
    expect(images.calls.filter((call) => call === 'fetch')).toHaveLength(6);
  });

  it('deletes an image that the user knows to be stuck at once', async () => {
    const { images, remove } = prepareRemoval();
    images.set(savingImage);
    expect(await remove({ failure: 'stuck', isImporting: false })).toEqual({ kind: 'removed' });
    expect(images.calls).toEqual(['fetch', 'delete i']);
  });

  it.each([
    ['size', imageWith('active', 'cd', 4), { kind: 'sizeMismatch', expected: 5, actual: 4 }],
    ['hash', imageWith('active', 'ab'), { kind: 'hashMismatch', expected: 'cd', actual: 'ab' }],
  ])('keeps an active image of another %s until the user knows it', async (_case, image, failure) => {
    const { images, remove } = prepareRemoval({ record: { digests: { sha512: 'cd' } } });
    images.set(image);
    expect(await remove()).toEqual({ kind: 'different', failure });
    expect(images.calls).toEqual(['fetch']);
    expect(await remove({ failure: failure.kind, isImporting: false })).toEqual({ kind: 'removed' });
  });

  it('keeps an image whose import was started elsewhere', async () => {
    const { images, remove } = prepareRemoval({ record: { via: 'stage' } });
    images.set(imageWith('importing'));
    expect(await remove()).toEqual({ kind: 'importing' });
    expect(images.calls).toEqual(['fetch']);
  });

  it('deletes an image whose import this upload has started', async () => {
    const { images, remove } = prepareRemoval({ record: { via: 'stage' } });
    images.set(imageWith('importing'));
    expect(await remove({ failure: null, isImporting: true })).toEqual({ kind: 'removed' });
  });

  it('leaves an image that cannot be read', async () => {
    const { images, remove } = prepareRemoval({ images: { fetch: () => Promise.reject(new Error('503')) } });
    expect(await remove()).toEqual({ kind: 'failed' });
    expect(images.calls).toEqual([]);
  });

  it('fails when the cloud refuses to delete the image', async () => {
    const { remove } = prepareRemoval({ images: { delete: () => Promise.reject(new Error('403')) } });
    expect(await remove()).toEqual({ kind: 'failed' });
  });

  it('does not read an image of another project', async () => {
    const { images, remove } = prepareRemoval({ session: { project: () => ({ id: 'q', name: 'ops' }) } });
    images.set(queuedImage);
    expect(await remove()).toEqual({ kind: 'failed' });
    expect(images.calls).toEqual([]);
  });
});
