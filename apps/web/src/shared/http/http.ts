import { type CloudServiceRef, CSRF_HEADER, parseProblem, paths, REQUEST_ID_HEADER } from '@console/bff-contract';
import { type Failure, RequestError } from './failure.ts';

export interface HttpRequest<T> {
  readonly method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  readonly path: string;
  /** Sent as JSON, with `application/json` unless `contentType` is another JSON type. */
  readonly body?: unknown;
  readonly contentType?: string;
  readonly signal?: AbortSignal | undefined;
  /** Parses the JSON of the response; `undefined` for an empty body. @throws on another shape */
  readonly parse: (body: unknown) => T;
}

/** Sends JSON requests from the browser to the BFF. Uploads have their own client. */
export interface Http {
  /** @throws RequestError for every failure; the signal's reason if `signal` aborts */
  readonly send: <T>(request: HttpRequest<T>) => Promise<T>;
}

export interface HttpDeps {
  readonly fetch: typeof fetch;
  readonly csrfToken: () => string | null;
  /** Called on a 401 if the session has not changed since the request: it has ended. */
  readonly onSessionGone: () => void;
}

/** `parse` for responses whose body is empty or irrelevant. */
export const ignoreBody = (): void => undefined;

/** Creates the client for JSON requests. */
export function createHttp(deps: HttpDeps): Http {
  return {
    async send(request) {
      const method = request.method ?? 'GET';
      const headers: Record<string, string> = { Accept: 'application/json' };
      if (request.body !== undefined) headers['Content-Type'] = request.contentType ?? 'application/json';
      const csrfToken = deps.csrfToken();
      if (method !== 'GET' && csrfToken !== null) headers[CSRF_HEADER] = csrfToken;
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
      const text = await readText(response, request.signal);
      if (!response.ok) {
        // A 401 for an earlier session may arrive after the user has signed in again.
        if (response.status === 401 && deps.csrfToken() === csrfToken) deps.onSessionGone();
        throw new RequestError(classifyFailure(response, text, request.path));
      }
      try {
        return request.parse(text === '' ? undefined : JSON.parse(text));
      } catch (cause) {
        throw new RequestError({ kind: 'nonsense', requestId: response.headers.get(REQUEST_ID_HEADER) }, { cause });
      }
    },
  };
}

/** Reads the body. If the connection breaks within it, the failure is `nonsense`: only the status is known. */
async function readText(response: Response, signal: AbortSignal | undefined): Promise<string> {
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

/** Distinguishes a problem of the BFF from a fault of the cloud that the BFF passed through. */
function classifyFailure(response: Response, text: string, path: string): Failure {
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
