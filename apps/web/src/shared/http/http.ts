import { type CloudServiceRef, CSRF_HEADER, parseProblem, paths, REQUEST_ID_HEADER } from '@console/bff-contract';
import { type Failure, RequestError } from './failure.ts';

export interface HttpRequest<T> {
  readonly method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  readonly path: string;
  /** Sent as JSON unless `contentType` says otherwise. */
  readonly body?: unknown;
  readonly contentType?: string;
  readonly signal?: AbortSignal | undefined;
  /** Checks the answer at the edge; throws where it is not what was promised. */
  readonly parse: (body: unknown) => T;
}

/** The one way from the browser to the BFF for JSON. Uploads have their own (`resources/upload`). */
export interface Http {
  /** @throws RequestError always, for whatever went wrong */
  readonly send: <T>(request: HttpRequest<T>) => Promise<T>;
}

export interface HttpDeps {
  readonly fetch: typeof fetch;
  readonly csrfToken: () => string | null;
  /** Called for a 401 while the session that asked is still the one at hand: it is gone, whatever was asked. */
  readonly onSessionGone: () => void;
}

/** For calls whose answer has no body or none that matters. */
export const ignoreBody = (): void => undefined;

export function createHttp(deps: HttpDeps): Http {
  return {
    async send(request) {
      const method = request.method ?? 'GET';
      const headers: Record<string, string> = { Accept: 'application/json' };
      if (request.body !== undefined) headers['Content-Type'] = request.contentType ?? 'application/json';
      const asked = deps.csrfToken();
      if (method !== 'GET' && asked !== null) headers[CSRF_HEADER] = asked;
      let response: Response;
      try {
        response = await deps.fetch(request.path, {
          method,
          headers,
          body: request.body === undefined ? null : JSON.stringify(request.body),
          signal: request.signal ?? null,
          credentials: 'same-origin',
        });
      } catch (cause) {
        if (request.signal?.aborted) throw cause;
        throw new RequestError({ kind: 'network' }, { cause });
      }
      const text = await wholeText(response, request.signal);
      if (!response.ok) {
        // A late answer to the session before this one is no news.
        if (response.status === 401 && deps.csrfToken() === asked) deps.onSessionGone();
        throw new RequestError(failureOf(response, text, request.path));
      }
      try {
        return request.parse(text === '' ? undefined : JSON.parse(text));
      } catch (cause) {
        throw new RequestError({ kind: 'nonsense', requestId: response.headers.get(REQUEST_ID_HEADER) }, { cause });
      }
    },
  };
}

/** A line cut in the middle of an answer leaves nothing to go by but its status. */
async function wholeText(response: Response, signal: AbortSignal | undefined): Promise<string> {
  try {
    return await response.text();
  } catch (cause) {
    if (signal?.aborted) throw cause;
    const requestId = response.headers.get(REQUEST_ID_HEADER);
    throw new RequestError({ kind: 'nonsense', requestId }, { cause });
  }
}

function serviceOf(path: string): { service?: CloudServiceRef['service'] } {
  if (path.startsWith(`${paths.image}/`)) return { service: 'image' };
  return path.startsWith(`${paths.volume}/`) ? { service: 'volume' } : {};
}

/** Tells a Problem of the BFF's own from an error the cloud gave and the BFF passed on. */
function failureOf(response: Response, text: string, path: string): Failure {
  const requestId = response.headers.get(REQUEST_ID_HEADER);
  const type = response.headers.get('Content-Type') ?? '';
  if (type.startsWith('application/problem+json')) {
    try {
      return { kind: 'problem', problem: parseProblem(JSON.parse(text)) };
    } catch {
      return { kind: 'nonsense', requestId };
    }
  }
  return { kind: 'cloud', status: response.status, body: text, contentType: type, requestId, ...serviceOf(path) };
}
