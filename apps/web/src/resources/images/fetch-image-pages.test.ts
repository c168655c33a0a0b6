import { loadProfile } from '@console/cloud-profiles';
import { describe, expect, it, vi } from 'vitest';
import { type HttpRequest, RequestError } from '../../shared/http/index.ts';
import { appendImages, fetchImagePages } from './fetch-image-pages.ts';
import { imageOf } from './image-fixture.ts';

const refused = (status: number) =>
  new RequestError({ kind: 'cloud', status, body: '', contentType: 'application/json', requestId: null });

interface Twists {
  /** Vanish after their page has been given. */
  readonly deleted?: readonly number[];
  /** Number of the request that fails, from 1. */
  readonly failAt?: number;
  readonly hidden?: number;
  /** Milliseconds it takes for a page. */
  readonly slowMs?: number;
  /** Looks at no marker. */
  readonly goesRound?: boolean;
}

/** A cloud with so many images in plain view, newest first, and some hidden ones. */
function cloudOf(plain: number, options: Twists = {}) {
  const asked: string[] = [];
  return {
    asked,
    api: {
      profile: loadProfile('openstack'),
      http: {
        async send<T>({ path, parse }: HttpRequest<T>): Promise<T> {
          const query = new URLSearchParams(path.split('?')[1]);
          expect(query.get('visibility')).toBe('all');
          const isHidden = query.get('os_hidden') === 'true';
          const count = isHidden ? (options.hidden ?? 0) : plain;
          const nameOf = (place: number) => `${isHidden ? 'hidden' : 'image'}-${place}`;
          asked.push(`${isHidden ? 'hidden ' : ''}${query.get('limit')} after ${query.get('marker') ?? 'nothing'}`);
          if (asked.length === options.failAt) throw refused(503);
          if (options.slowMs !== undefined) await new Promise((done) => setTimeout(done, options.slowMs));
          const marker = query.get('marker');
          const after = marker === null || options.goesRound ? -1 : Number(marker.split('-')[1]);
          if (options.deleted?.includes(after)) throw refused(400);
          const end = Math.min(after + 1 + Number(query.get('limit')), count);
          const places = Array.from({ length: end - after - 1 }, (_, place) => after + 1 + place);
          return parse({
            images: places.map((place) => ({ id: nameOf(place), status: 'active' })),
            ...(end < count ? { next: `/v2/images?marker=${nameOf(end - 1)}` } : {}),
          });
        },
      },
    },
  };
}

async function walk(cloud: ReturnType<typeof cloudOf>, steps: number[] = []) {
  let ids: readonly string[] = [];
  for await (const step of fetchImagePages(cloud.api, new AbortController().signal)) {
    steps.push(step.images.length);
    ids = [...ids, ...step.images.map(({ id }) => id)];
  }
  return { steps, ids };
}

describe('walking the list', () => {
  it('brings one small page first, then large ones until there are no more', async () => {
    const cloud = cloudOf(2500);
    const { ids } = await walk(cloud);
    expect(cloud.asked).toEqual([
      '25 after nothing',
      '1000 after image-24',
      '1000 after image-1024',
      '1000 after image-2024',
      'hidden 1000 after nothing',
    ]);
    expect(new Set(ids).size).toBe(2500);
  });

  it('shows a page as soon as it is there, and those that come in quick succession together', async () => {
    expect((await walk(cloudOf(2500))).steps).toEqual([25, 2475]);
    vi.useFakeTimers();
    const slow = walk(cloudOf(2500, { slowMs: 700 }));
    await vi.advanceTimersByTimeAsync(5 * 700);
    expect((await slow).steps).toEqual([25, 1000, 1000, 475, 0]);
    vi.useRealTimers();
  });

  it('leaves a cloud that gives the same page again and again', async () => {
    const { ids } = await walk(cloudOf(2500, { goesRound: true }));
    expect(new Set(ids).size).toBe(1000);
  });

  it('asks no further where everything fits in the first page', async () => {
    expect((await walk(cloudOf(25))).steps).toEqual([25, 0]);
    expect((await walk(cloudOf(0))).steps).toEqual([0, 0]);
  });

  it('brings the hidden ones after those in plain view, all of them', async () => {
    const { steps, ids } = await walk(cloudOf(3, { hidden: 1001 }));
    expect(steps).toEqual([3, 1001]);
    expect(ids.at(3)).toBe('hidden-0');
    expect(ids).toHaveLength(1004);
  });

  it('goes on from the image before when the marker has been deleted meanwhile', async () => {
    const cloud = cloudOf(60, { deleted: [24, 23] });
    const { ids } = await walk(cloud);
    expect(cloud.asked).toEqual([
      '25 after nothing',
      '1000 after image-24',
      '1000 after image-23',
      '1000 after image-22',
      'hidden 1000 after nothing',
    ]);
    expect(new Set(ids).size).toBe(60);
  });

  it('gives up with the failure of the page that could not be had', async () => {
    const shown: number[] = [];
    await expect(walk(cloudOf(3000, { failAt: 4 }), shown)).rejects.toBeInstanceOf(RequestError);
    expect(shown).toEqual([25, 2000]);
    await expect(walk(cloudOf(3000, { failAt: 2 }))).rejects.toBeInstanceOf(RequestError);
    await expect(walk(cloudOf(60, { deleted: [20, 21, 22, 23, 24] }))).rejects.toBeInstanceOf(RequestError);
  });
});

describe('joining pages', () => {
  it('keeps an image in its place, as the later page has it', () => {
    const before = [imageOf({ id: 'a' }), imageOf({ id: 'b', status: 'saving' })];
    const joined = appendImages(before, [imageOf({ id: 'b', status: 'active' }), imageOf({ id: 'c' })]);
    expect(joined.map(({ id, status }) => `${id} ${status}`)).toEqual(['a active', 'b active', 'c active']);
  });
});
