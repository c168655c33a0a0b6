import { describe, expect, it } from 'vitest';
import { imageFixture } from '../../resources/images/image-fixture.ts';
import { RequestError } from '../../shared/http/index.ts';
import { deleteImages } from './delete-images.ts';

const images = ['a', 'b', 'c', 'd', 'e', 'f'].map((id) => imageFixture({ id }));
const cloudError = (status: number) =>
  new RequestError({ kind: 'cloud', status, body: '', contentType: 'application/json', requestId: null });

describe('deleteImages', () => {
  it('continues after a failure and returns the outcomes in the order of the images', async () => {
    const requested: string[] = [];
    const outcomes = await deleteImages(
      async (id) => {
        requested.push(id);
        if (id === 'b') throw cloudError(403);
        if (id === 'd') throw cloudError(404);
      },
      images,
      () => undefined,
    );
    expect(requested.toSorted()).toEqual(['a', 'b', 'c', 'd', 'e', 'f']);
    expect(outcomes.map(({ kind }) => kind)).toEqual(['deleted', 'failed', 'deleted', 'gone', 'deleted', 'deleted']);
  });

  it('reports each outcome once and sends at most four requests at a time', async () => {
    let running = 0;
    let most = 0;
    const reported: string[] = [];
    await deleteImages(
      async () => {
        running += 1;
        most = Math.max(most, running);
        await Promise.resolve();
        running -= 1;
      },
      images,
      ({ image }) => reported.push(image.id),
    );
    expect(most).toBeLessThanOrEqual(4);
    expect(reported.toSorted()).toEqual(['a', 'b', 'c', 'd', 'e', 'f']);
  });
});
