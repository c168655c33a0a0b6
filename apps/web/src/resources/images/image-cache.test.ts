import { QueryClient } from '@tanstack/react-query';
import { describe, expect, it } from 'vitest';
import type { Scope } from '../../shared/query/index.ts';
import { cacheImage, cachePolledImages, type LoadedImages, mergePolledImages, uncacheImage } from './image-cache.ts';
import { imageFixture } from './image-fixture.ts';
import { imageKeys } from './image-keys.ts';

const scope: Scope = { userId: 'u', projectId: 'p', region: null };
const [a, b, c] = [imageFixture({ id: 'a' }), imageFixture({ id: 'b', status: 'saving' }), imageFixture({ id: 'c' })];

function cacheOf(images: LoadedImages['images']) {
  const client = new QueryClient();
  client.setQueryData<LoadedImages>(imageKeys.list(scope), { images, complete: true });
  const ids = () => client.getQueryData<LoadedImages>(imageKeys.list(scope))?.images.map(({ id }) => id);
  return { client, ids };
}

describe('mergePolledImages', () => {
  it('replaces found images, removes missing ones and keeps the others', () => {
    const merged = mergePolledImages([a, b, c], ['b', 'c'], [{ ...b, status: 'active' }]);
    expect(merged.map(({ id, status }) => `${id} ${status}`)).toEqual(['a active', 'b active']);
  });
});

describe('cached image list', () => {
  it('puts a new image first and a changed one at its position', () => {
    const { client, ids } = cacheOf([a, b]);
    cacheImage(client, scope, { image: c, wire: { id: 'c', status: 'queued' } });
    cacheImage(client, scope, { image: { ...b, status: 'active' }, wire: { id: 'b', status: 'active' } });
    expect(ids()).toEqual(['c', 'a', 'b']);
  });

  it('removes a deleted image from the list of its own project only', () => {
    const { client, ids } = cacheOf([a, b]);
    uncacheImage(client, { ...scope, projectId: 'other' }, 'a');
    expect(ids()).toEqual(['a', 'b']);
    uncacheImage(client, scope, 'a');
    expect(ids()).toEqual(['b']);
  });

  it('keeps the error of a failed page when an image is polled', async () => {
    const { client, ids } = cacheOf([a, b]);
    const failed = new Error('page 2');
    const key = imageKeys.list(scope);
    await client.fetchQuery({ queryKey: key, queryFn: () => Promise.reject(failed), retry: false }).catch(() => null);
    cachePolledImages(client, scope, ['b'], []);
    expect(ids()).toEqual(['a']);
    expect(client.getQueryState(key)).toMatchObject({ status: 'error', error: failed });
  });

  it('stays empty when an image is cached before the list is fetched', () => {
    const client = new QueryClient();
    cacheImage(client, scope, { image: a, wire: { id: 'a', status: 'active' } });
    expect(client.getQueryData(imageKeys.list(scope))).toBeUndefined();
  });
});
