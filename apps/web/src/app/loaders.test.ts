import { paths } from '@console/bff-contract';
import { runtimeConfigFixture, sessionFixture } from '@console/bff-contract/fixtures';
import { QueryClient } from '@tanstack/react-query';
import type { LoaderFunctionArgs } from 'react-router';
import { describe, expect, it } from 'vitest';
import { type Http, RequestError } from '../shared/http/index.ts';
import { createLoaders, prefetchImage, prefetchImages } from './loaders.ts';

const images = { images: [{ id: 'a', status: 'active' }] };
const imagesPath = `${paths.image}/v2/images`;

/** A BFF with these answers by path; every other path is unreachable. */
function createBff(answers: Readonly<Record<string, unknown>>) {
  const requested: string[] = [];
  const http: Http = {
    async send({ path, parse }) {
      const [pathname = ''] = path.split('?');
      requested.push(pathname);
      if (!Object.hasOwn(answers, pathname)) throw new RequestError({ kind: 'network' });
      return parse(answers[pathname]);
    },
  };
  return { http, requested };
}

const createQueries = () => new QueryClient({ defaultOptions: { queries: { retry: false } } });

describe('the loader of the start', () => {
  it('requests configuration and session without waiting for them', () => {
    const { http, requested } = createBff({});
    void createLoaders(createQueries(), http).start({} as LoaderFunctionArgs, undefined);
    expect(requested).toEqual([paths.config, paths.session]);
  });
});

describe('prefetchImages', () => {
  it('fills the query that the list page reads', async () => {
    const { http } = createBff({
      [paths.config]: runtimeConfigFixture,
      [paths.session]: sessionFixture,
      [imagesPath]: images,
    });
    const queries = createQueries();
    await prefetchImages(queries, http);
    const lists = queries.getQueriesData({ queryKey: ['images'] }).map(([, data]) => data);
    expect(lists).toEqual([expect.objectContaining({ complete: true })]);
  });

  it.each([
    ['without a session', { [paths.config]: runtimeConfigFixture }],
    [
      'when the user is in no project',
      { [paths.config]: runtimeConfigFixture, [paths.session]: { ...sessionFixture, project: null } },
    ],
    ['without a configuration', { [paths.session]: sessionFixture }],
  ])('sends no request for images %s', async (_condition, answers) => {
    const { http, requested } = createBff(answers);
    await prefetchImages(createQueries(), http);
    expect(requested).not.toContain(imagesPath);
  });

  it('resolves when the request for images fails', async () => {
    const { http } = createBff({ [paths.config]: runtimeConfigFixture, [paths.session]: sessionFixture });
    await expect(prefetchImages(createQueries(), http)).resolves.toBeUndefined();
  });
});

describe('prefetchImage', () => {
  it('fills the query that the image page reads', async () => {
    const image = { id: 'a', name: 'debian-13', status: 'active' };
    const { http } = createBff({
      [paths.config]: runtimeConfigFixture,
      [paths.session]: sessionFixture,
      [`${imagesPath}/a`]: image,
    });
    const queries = createQueries();
    await prefetchImage(queries, http, 'a');
    const found = queries.getQueriesData({ queryKey: ['images'] }).map(([, data]) => data);
    expect(found).toEqual([expect.objectContaining({ image: expect.objectContaining({ name: 'debian-13' }) })]);
  });
});
