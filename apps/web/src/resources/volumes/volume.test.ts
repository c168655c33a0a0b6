import { describe, expect, it } from 'vitest';
import { type Failure, type Http, RequestError } from '../../shared/http/index.ts';
import { volumeCreationOf } from './volume.ts';
import { createVolume, encodeVolume, listVolumesOfImage } from './volume-api.ts';
import { quotaLeft } from './volume-queries.ts';

describe('the quota that is left', () => {
  const limits = (used: number, max: number) => ({ volumes: { used, max }, gigabytes: { used: used * 10, max: 1000 } });

  it('is what is allowed without what is used', () => {
    expect(quotaLeft(limits(3, 10))).toEqual({ volumes: 7, gib: 970 });
  });

  it('is without limit at -1, and nothing where more is used than allowed', () => {
    expect(quotaLeft(limits(3, -1)).volumes).toBeNull();
    expect(quotaLeft(limits(12, 10)).volumes).toBe(0);
  });
});

describe('the making of a volume', () => {
  it.each([
    ['creating', 'underway'],
    ['downloading', 'underway'],
    ['available', 'made'],
    ['in-use', 'made'],
    ['error', 'failed'],
    ['error_extending', 'failed'],
  ])('is at %s %s', (status, outcome) => expect(volumeCreationOf({ status })).toBe(outcome));

  it('names nothing that the cloud is to decide', () => {
    const draft = { name: '数据盘', description: '', sizeGib: 2, type: null, zone: null, imageId: 'i' };
    expect(encodeVolume(draft)).toEqual({ volume: { name: '数据盘', size: 2, imageRef: 'i' } });
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

describe('a volume whose making is answered by nobody', () => {
  const draft = { name: '数据盘', description: '', sizeGib: 2, type: null, zone: null, imageId: 'i' };
  const like = (id: string, size = 2) => ({ id, name: '数据盘', size, status: 'creating' });

  /** A cloud that shows these volumes before and after, and loses the answer in between. */
  async function make(before: readonly unknown[], after: readonly unknown[], failure: Failure = { kind: 'network' }) {
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

  it('is the one that was not there before', async () => {
    expect(await make([like('old')], [like('new'), like('old'), like('other', 9)])).toBe('new');
  });

  it('is not known where there is none, or more than one, or the cloud has said no', async () => {
    expect(await make([like('old')], [like('old')])).toBe('failed');
    expect(await make([], [like('one'), like('two')])).toBe('failed');
    const refused: Failure = { kind: 'cloud', status: 413, body: '', contentType: '', requestId: null };
    expect(await make([], [like('new')], refused)).toBe('failed');
  });
});

describe('the volumes of an image', () => {
  it('are found on every page, others left out', async () => {
    const volumes = Array.from({ length: 1001 }, (_, place) => ({
      id: `v${place}`,
      status: 'available',
      size: 1,
      ...(place % 1000 === 0 ? { volume_image_metadata: { image_id: 'mine' } } : {}),
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
