import { loadProfile } from '@console/cloud-profiles';
import { describe, expect, it, vi } from 'vitest';
import { type HttpRequest, RequestError } from '../../shared/http/index.ts';
import { appendImages, fetchImagePages } from './fetch-image-pages.ts';
import { imageFixture } from './image-fixture.ts';

const refused = (status: number) =>
  new RequestError({ kind: 'cloud', status, body: '', contentType: 'application/json', requestId: null });

interface CloudOptions {
  /** Indexes of images that are deleted after their page was served. */
  readonly deleted?: readonly number[];
  /** Number of the request that fails, from 1. */
  readonly failAt?: number;
  readonly hidden?: number;
  /** Response time of a page in ms. */
  readonly responseMs?: number;
  readonly ignoresMarker?: boolean;
}

/** A cloud with so many visible images, newest first, and some hidden ones. */
function createCloud(visibleCount: number, options: CloudOptions = {}) {
  const requests: string[] = [];
  return {
    requests,
    api: {
      profile: loadProfile('openstack'),
      http: {
        async send<T>({ path, parse }: HttpRequest<T>): Promise<T> {
          const query = new URLSearchParams(path.split('?')[1]);
          expect(query.get('visibility')).toBe('all');
          const isHidden = query.get('os_hidden') === 'true';
          const count = isHidden ? (options.hidden ?? 0) : visibleCount;
          const idOf = (index: number) => `${isHidden ? 'hidden' : 'image'}-${index}`;
          requests.push(`${isHidden ? 'hidden ' : ''}${query.get('limit')} after ${query.get('marker') ?? 'nothing'}`);
          if (requests.length === options.failAt) throw refused(503);
          if (options.responseMs !== undefined) await new Promise((done) => setTimeout(done, options.responseMs));
          const marker = query.get('marker');
          const after = marker === null || options.ignoresMarker ? -1 : Number(marker.split('-')[1]);
          if (options.deleted?.includes(after)) throw refused(400);
          const end = Math.min(after + 1 + Number(query.get('limit')), count);
          const indexes = Array.from({ length: end - after - 1 }, (_, index) => after + 1 + index);
          return parse({
            images: indexes.map((index) => ({ id: idOf(index), status: 'active' })),
            ...(end < count ? { next: `/v2/images?marker=${idOf(end - 1)}` } : {}),
          });
        },
      },
    },
  };
}

async function fetchAll(cloud: ReturnType<typeof createCloud>, pageSizes: number[] = []) {
  let ids: readonly string[] = [];
  for await (const pages of fetchImagePages(cloud.api, new AbortController().signal)) {
    pageSizes.push(pages.images.length);
    ids = [...ids, ...pages.images.map(({ id }) => id)];
  }
  return { pageSizes, ids };
}

describe('fetchImagePages', () => {
  it('requests one small page first, then large ones to the end of the list', async () => {
    const cloud = createCloud(2500);
    const { ids } = await fetchAll(cloud);
    expect(cloud.requests).toEqual([
      '25 after nothing',
      '1000 after image-24',
      '1000 after image-1024',
      '1000 after image-2024',
      'hidden 1000 after nothing',
    ]);
    expect(new Set(ids).size).toBe(2500);
  });

  it('yields the first page at once, and pages that follow within 250 ms together', async () => {
    expect((await fetchAll(createCloud(2500))).pageSizes).toEqual([25, 2475]);
    vi.useFakeTimers();
    const slow = fetchAll(createCloud(2500, { responseMs: 700 }));
    await vi.advanceTimersByTimeAsync(5 * 700);
    expect((await slow).pageSizes).toEqual([25, 1000, 1000, 475, 0]);
    vi.useRealTimers();
  });

  it('stops when the cloud returns the same page again', async () => {
    const { ids } = await fetchAll(createCloud(2500, { ignoresMarker: true }));
    expect(new Set(ids).size).toBe(1000);
  });

  it('requests no second page where the first is the last', async () => {
    expect((await fetchAll(createCloud(25))).pageSizes).toEqual([25, 0]);
    expect((await fetchAll(createCloud(0))).pageSizes).toEqual([0, 0]);
  });

  it('yields all hidden images after the visible ones', async () => {
    const { pageSizes, ids } = await fetchAll(createCloud(3, { hidden: 1001 }));
    expect(pageSizes).toEqual([3, 1001]);
    expect(ids.at(3)).toBe('hidden-0');
    expect(ids).toHaveLength(1004);
  });

  it('uses the image before the marker when the marker has been deleted', async () => {
    const cloud = createCloud(60, { deleted: [24, 23] });
    const { ids } = await fetchAll(cloud);
    expect(cloud.requests).toEqual([
      '25 after nothing',
      '1000 after image-24',
      '1000 after image-23',
      '1000 after image-22',
      'hidden 1000 after nothing',
    ]);
    expect(new Set(ids).size).toBe(60);
  });

  it('rejects with the failure of a page after yielding the pages before it', async () => {
    const pageSizes: number[] = [];
    await expect(fetchAll(createCloud(3000, { failAt: 4 }), pageSizes)).rejects.toBeInstanceOf(RequestError);
    expect(pageSizes).toEqual([25, 2000]);
    await expect(fetchAll(createCloud(3000, { failAt: 2 }))).rejects.toBeInstanceOf(RequestError);
    await expect(fetchAll(createCloud(60, { deleted: [20, 21, 22, 23, 24] }))).rejects.toBeInstanceOf(RequestError);
  });
});

describe('appendImages', () => {
  it('keeps the position of an image and takes the values of the later page', () => {
    const loaded = [imageFixture({ id: 'a' }), imageFixture({ id: 'b', status: 'saving' })];
    const images = appendImages(loaded, [imageFixture({ id: 'b', status: 'active' }), imageFixture({ id: 'c' })]);
    expect(images.map(({ id, status }) => `${id} ${status}`)).toEqual(['a active', 'b active', 'c active']);
  });
});
