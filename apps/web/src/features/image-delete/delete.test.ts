import { describe, expect, it } from 'vitest';
import { imageOf } from '../../resources/image/testing.ts';
import { RequestError } from '../../shared/http/index.ts';
import { confirmationOf, isConfirmed } from './plan.ts';
import { deleteImages } from './run.ts';

const images = ['a', 'b', 'c', 'd', 'e', 'f'].map((id) => imageOf({ id }));
const cloudError = (status: number) =>
  new RequestError({ kind: 'cloud', status, body: '', contentType: 'application/json', requestId: null });

describe('deleting several images', () => {
  it('goes on after a failure and tells what became of each, in their order', async () => {
    const asked: string[] = [];
    const outcomes = await deleteImages(
      async (id) => {
        asked.push(id);
        if (id === 'b') throw cloudError(403);
        if (id === 'd') throw cloudError(404);
      },
      images,
      () => undefined,
    );
    expect(asked.toSorted()).toEqual(['a', 'b', 'c', 'd', 'e', 'f']);
    expect(outcomes.map(({ kind }) => kind)).toEqual(['deleted', 'failed', 'deleted', 'gone', 'deleted', 'deleted']);
  });

  it('reports each outcome once, and asks for no more than four at a time', async () => {
    let running = 0;
    let most = 0;
    const told: string[] = [];
    await deleteImages(
      async () => {
        running += 1;
        most = Math.max(most, running);
        await Promise.resolve();
        running -= 1;
      },
      images,
      ({ image }) => told.push(image.id),
    );
    expect(most).toBeLessThanOrEqual(4);
    expect(told.toSorted()).toEqual(['a', 'b', 'c', 'd', 'e', 'f']);
  });
});

describe('what is asked before', () => {
  it('wants nothing typed for images of one project', () => {
    expect(isConfirmed(confirmationOf(images), '')).toBe(true);
  });

  it('wants the name of a public image, or its ID where it has none', () => {
    const named = confirmationOf([...images, imageOf({ name: '麒麟 V10', visibility: 'public' })]);
    expect(isConfirmed(named, '麒麟')).toBe(false);
    expect(isConfirmed(named, ' 麒麟 V10 ')).toBe(true);
    expect(isConfirmed(confirmationOf([imageOf({ id: 'id-1', name: '', visibility: 'public' })]), 'id-1')).toBe(true);
  });

  it('wants the number of several public images', () => {
    const several = confirmationOf(images.map((image) => ({ ...image, visibility: 'public' as const })));
    expect(isConfirmed(several, '')).toBe(false);
    expect(isConfirmed(several, '6')).toBe(true);
  });
});
