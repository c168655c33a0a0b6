import { paths } from '@console/bff-contract';
import { runtimeConfigFixture as config, sessionFixture as session } from '@console/bff-contract/fixtures';
import { QueryClient } from '@tanstack/react-query';
import { describe, expect, it } from 'vitest';
import { type Http, RequestError } from '../shared/http/index.ts';
import { askAhead } from './list-ahead.ts';

/** A BFF that answers so, and which addresses it was asked for. */
function bffThat(answers: Readonly<Record<string, unknown>>) {
  const asked: string[] = [];
  const http: Http = {
    async send({ path, parse }) {
      const [address = ''] = path.split('?');
      asked.push(address);
      if (!Object.hasOwn(answers, address)) throw new RequestError({ kind: 'network' });
      return parse(answers[address]);
    },
  };
  return { http, asked };
}

const list = `${paths.image}/v2/images`;
const images = { images: [{ id: 'a', status: 'active' }] };
const clientOf = () => new QueryClient({ defaultOptions: { queries: { retry: false } } });

describe('asking ahead for the list', () => {
  it('puts the list where the page looks for it', async () => {
    const { http } = bffThat({ [paths.config]: config, [paths.session]: session, [list]: images });
    const queries = clientOf();
    await askAhead(queries, http);
    expect(queries.getQueryData(['images', 'dev-id', 'RegionOne', 'list'])).toMatchObject({ complete: true });
  });

  it.each([
    ['nobody has signed in', { [paths.config]: config }],
    ['the user is in no project', { [paths.config]: config, [paths.session]: { ...session, project: null } }],
    ['the console does not say which cloud it is', { [paths.session]: session }],
  ])('asks for none where %s', async (_when, answers) => {
    const { http, asked } = bffThat(answers);
    await askAhead(clientOf(), http);
    expect(asked).not.toContain(list);
  });

  it('leaves a failure to the page, which asks again', async () => {
    const { http } = bffThat({ [paths.config]: config, [paths.session]: session });
    await expect(askAhead(clientOf(), http)).resolves.toBeUndefined();
  });
});
