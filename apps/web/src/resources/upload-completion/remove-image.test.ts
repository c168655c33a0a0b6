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
} from './completion-fixtures.ts';
import type { ImageService, UploadSession } from './image-data.ts';
import { type CancelContext, removeImage } from './remove-image.ts';

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
