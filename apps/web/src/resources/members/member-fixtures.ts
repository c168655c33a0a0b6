import { loadProfile } from '@console/cloud-profiles';
import { type HttpRequest, RequestError } from '../../shared/http/index.ts';

interface SentRequest {
  readonly method: string;
  readonly path: string;
  readonly body: unknown;
}

/** Creates an image API whose responses a test gives; `null` is a 404. */
export function createMemberApi(respond: (path: string) => unknown) {
  const requests: SentRequest[] = [];
  const http = {
    async send<T>({ method = 'GET', path, body, parse }: HttpRequest<T>): Promise<T> {
      requests.push({ method, path, body });
      const response = respond(path);
      if (response !== null) return parse(response);
      throw new RequestError({ kind: 'cloud', status: 404, body: '', contentType: '', requestId: null });
    },
  };
  return { api: { http, profile: loadProfile('openstack') }, requests };
}

/** Creates the wire record of a shared image. */
export const wireImage = (id: string, owner: string) => ({
  id,
  name: id,
  owner,
  status: 'active',
  visibility: 'shared',
  created_at: '2026-01-01T00:00:00Z',
  updated_at: '2026-01-01T00:00:00Z',
});
