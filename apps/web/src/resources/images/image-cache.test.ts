import { QueryClient } from '@tanstack/react-query';
import { describe, expect, it } from 'vitest';
import type { Scope } from '../../shared/query/index.ts';
import { cacheImage, cachePolledImages, type LoadedImages, mergePolledImages, uncacheImage } from './image-cache.ts';
import { imageOf } from './image-fixture.ts';
import { imageKeys } from './image-keys.ts';

const scope: Scope = { userId: 'u', projectId: 'p', region: null };
const [a, b, c] = [imageOf({ id: 'a' }), imageOf({ id: 'b', status: 'saving' }), imageOf({ id: 'c' })];

function cacheOf(images: LoadedImages['images']) {
  const client = new QueryClient();
  client.setQueryData<LoadedImages>(imageKeys.list(scope), { images, complete: true });
  const ids = () => client.getQueryData<LoadedImages>(imageKeys.list(scope))?.images.map(({ id }) => id);
  return { client, ids };
}

describe('a look at some images of the list', () => {
  it('replaces what has changed, takes out what is gone, and leaves the rest', () => {
    const merged = mergePolledImages([a, b, c], ['b', 'c'], [{ ...b, status: 'active' }]);
    expect(merged.map(({ id, status }) => `${id} ${status}`)).toEqual(['a active', 'b active']);
  });
});

describe('the loaded list', () => {
  it('shows a new image first and a changed one in its place', () => {
    const { client, ids } = cacheOf([a, b]);
    cacheImage(client, scope, { image: c, wire: { id: 'c', status: 'queued' } });
    cacheImage(client, scope, { image: { ...b, status: 'active' }, wire: { id: 'b', status: 'active' } });
    expect(ids()).toEqual(['c', 'a', 'b']);
  });

  it('forgets an image that is no more, and other projects lists are not touched', () => {
    const { client, ids } = cacheOf([a, b]);
    uncacheImage(client, { ...scope, projectId: 'other' }, 'a');
    expect(ids()).toEqual(['a', 'b']);
    uncacheImage(client, scope, 'a');
    expect(ids()).toEqual(['b']);
  });

  it('does not pass for whole because one of its images was looked at', async () => {
    const { client, ids } = cacheOf([a, b]);
    const failed = new Error('page 2');
    const key = imageKeys.list(scope);
    await client.fetchQuery({ queryKey: key, queryFn: () => Promise.reject(failed), retry: false }).catch(() => null);
    cachePolledImages(client, scope, ['b'], []);
    expect(ids()).toEqual(['a']);
    expect(client.getQueryState(key)).toMatchObject({ status: 'error', error: failed });
  });

  it('is not made up where nothing has been loaded', () => {
    const client = new QueryClient();
    cacheImage(client, scope, { image: a, wire: { id: 'a', status: 'active' } });
    expect(client.getQueryData(imageKeys.list(scope))).toBeUndefined();
  });
});
