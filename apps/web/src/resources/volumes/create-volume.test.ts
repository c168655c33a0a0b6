import { MutationObserver, QueryClient } from '@tanstack/react-query';
import { describe, expect, it } from 'vitest';
import type { Http } from '../../shared/http/index.ts';
import { createdFromImage, createVolumeMutation } from './create-volume.ts';

const scope = { userId: 'u', projectId: 'p', region: 'r' };

describe('createdFromImage', () => {
  it('selects the created volumes of one image, project and region', async () => {
    const client = new QueryClient();
    const http: Http = {
      send: async ({ method, body, parse }) => {
        const { name } = (body as { volume: { name: string } } | undefined)?.volume ?? { name: '' };
        return parse(method === 'POST' ? { volume: { id: name, status: 'creating', size: 1 } } : { volumes: [] });
      },
    };
    const create = (name: string) =>
      new MutationObserver(client, createVolumeMutation(http, client, scope)).mutate({
        name,
        description: '',
        sizeGib: 1,
        type: null,
        zone: null,
        imageId: 'i',
      });
    await create('one');
    await create('two');
    const idsOf = (imageId: string, at = scope) =>
      client
        .getMutationCache()
        .findAll(createdFromImage(at, imageId))
        .map(({ state }) => (state.data as { id: string }).id);
    expect(idsOf('i')).toEqual(['one', 'two']);
    expect(idsOf('other')).toEqual([]);
    expect(idsOf('i', { ...scope, projectId: 'q' })).toEqual([]);
  });
});
