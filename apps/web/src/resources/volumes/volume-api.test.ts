import { describe, expect, it } from 'vitest';
import { type Failure, type Http, RequestError } from '../../shared/http/index.ts';
import { createVolume, encodeVolume, listVolumesOfImage } from './volume-api.ts';

describe('encodeVolume', () => {
  it('leaves out what Cinder is to choose', () => {
    const draft = { name: '数据盘', description: '', sizeGib: 2, type: null, zone: null, imageId: 'i' };
    expect(JSON.parse(JSON.stringify(encodeVolume(draft)))).toEqual({
      volume: { name: '数据盘', size: 2, imageRef: 'i' },
    });
    expect(encodeVolume({ ...draft, description: 'x', type: 'local', zone: 'nova' })).toEqual({
      volume: {
        name: '数据盘',
        size: 2,
        imageRef: 'i',
        description: 'x',
        volume_type: 'local',
        availability_zone: 'nova',
      },
    });
  });
});

describe('createVolume without a response', () => {
  const draft = { name: '数据盘', description: '', sizeGib: 2, type: null, zone: null, imageId: 'i' };
  const wireVolume = (id: string, size = 2) => ({ id, name: '数据盘', size, status: 'creating' });

  /** Creates a volume in a cloud that lists these volumes before and after, and fails the request in between. */
  async function createWithoutResponse(
    before: readonly unknown[],
    after: readonly unknown[],
    failure: Failure = { kind: 'network' },
  ) {
    const lists = [before, after];
    const http: Http = {
      send: async ({ method, parse }) => {
        if (method === 'POST') throw new RequestError(failure);
        return parse({ volumes: lists.shift() });
      },
    };
    return createVolume(http, draft).then(
      ({ id }) => id,
      () => 'failed',
    );
  }

  it('returns the volume that was not listed before', async () => {
    expect(
      await createWithoutResponse([wireVolume('old')], [wireVolume('new'), wireVolume('old'), wireVolume('other', 9)]),
    ).toBe('new');
  });

  it('rejects where no volume is new, where several are, and where Cinder has refused', async () => {
    expect(await createWithoutResponse([wireVolume('old')], [wireVolume('old')])).toBe('failed');
    expect(await createWithoutResponse([], [wireVolume('one'), wireVolume('two')])).toBe('failed');
    const refused: Failure = { kind: 'cloud', status: 413, body: '', contentType: '', requestId: null };
    expect(await createWithoutResponse([], [wireVolume('new')], refused)).toBe('failed');
  });
});

describe('listVolumesOfImage', () => {
  it('finds the volumes of the image on every page', async () => {
    const volumes = Array.from({ length: 1001 }, (_, index) => ({
      id: `v${index}`,
      status: 'available',
      size: 1,
      volume_image_metadata: index % 1000 === 0 ? { image_id: 'mine' } : undefined,
    }));
    const http: Http = {
      send: async ({ path, parse }) => {
        const marker = new URL(path, 'http://console').searchParams.get('marker');
        const start = volumes.findIndex(({ id }) => id === marker) + 1;
        return parse({ volumes: volumes.slice(start, start + 1000) });
      },
    };
    const found = await listVolumesOfImage(http, 'mine');
    expect(found.map(({ id }) => id)).toEqual(['v0', 'v1000']);
  });
});
