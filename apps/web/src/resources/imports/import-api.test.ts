import type { WireTask } from '@console/openstack-api';
import { describe, expect, it } from 'vitest';
import { type HttpRequest, RequestError } from '../../shared/http/index.ts';
import { importSourceOf, startStagedImport, startWebImport } from './import-api.ts';

/** Creates an API that answers 400 with a message, or accepts every request. */
function createApi(refusal?: string) {
  const bodies: unknown[] = [];
  const http = {
    async send<T>({ body, parse }: HttpRequest<T>): Promise<T> {
      bodies.push(body);
      if (refusal === undefined) return parse(undefined);
      throw new RequestError({ kind: 'cloud', status: 400, body: refusal, contentType: 'text/plain', requestId: null });
    },
  };
  return { api: { http }, bodies };
}
const importTask = (import_req: unknown): WireTask => ({
  id: 't',
  type: 'api_image_import',
  status: 'failure',
  input: { import_req },
});

describe('startWebImport and startStagedImport', () => {
  it('send the chosen stores only, and let one store fail without the others', async () => {
    const { api, bodies } = createApi();
    await startWebImport(api, 'i', { address: 'http://a/b.iso', stores: ['fast', 'slow'] });
    await startStagedImport(api, 'i', []);
    expect(bodies).toEqual([
      {
        method: { name: 'web-download', uri: 'http://a/b.iso' },
        stores: ['fast', 'slow'],
        all_stores_must_succeed: false,
      },
      { method: { name: 'glance-direct' }, all_stores_must_succeed: false },
    ]);
  });

  it('percent-encode the address', async () => {
    const { api, bodies } = createApi();
    await startWebImport(api, 'i', { address: 'http://a/镜像 1.iso?x=%20', stores: [] });
    expect(bodies).toMatchObject([{ method: { uri: 'http://a/%E9%95%9C%E5%83%8F%201.iso?x=%20' } }]);
  });

  it('remove the password from the fault', async () => {
    const address = 'http://me:secret@a/b.iso';
    const { api } = createApi(`URI for web-download does not pass filtering: ${address}`);
    const error = await startWebImport(api, 'i', { address, stores: [] }).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ failure: { body: 'URI for web-download does not pass filtering: http://a/b.iso' } });
  });
});

describe('importSourceOf', () => {
  it('returns the address and the stores of the task', () => {
    const request = { method: { name: 'web-download', uri: 'http://a/b.iso' }, stores: ['fast'] };
    expect(importSourceOf([importTask(request)])).toEqual({ address: 'http://a/b.iso', stores: ['fast'] });
  });

  it.each([undefined, {}, { method: { name: 'glance-direct' } }, { method: { name: 'web-download' } }])(
    'returns null for the request %j',
    (request) => expect(importSourceOf([importTask(request)])).toBeNull(),
  );
});
