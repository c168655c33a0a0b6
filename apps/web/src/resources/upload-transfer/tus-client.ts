import {
  CSRF_HEADER,
  type Problem,
  parseProblem,
  TUS_CONTENT_TYPE,
  TUS_VERSION,
  type UploadMetadata,
} from '@console/bff-contract';

/** How a request to the BFF ended; no call of the client rejects. */
export type TusReply =
  | {
      readonly kind: 'ok';
      readonly offset: number;
      readonly location: string | null;
      /** Milliseconds for which the BFF keeps the upload without new bytes; `null` without `Upload-Expires`. */
      readonly expiresMs: number | null;
    }
  /** `problem` is `null` for a HEAD, which has no body, and for the answer of a proxy in between. */
  | { readonly kind: 'refused'; readonly status: number; readonly problem: Problem | null }
  /** No answer. */
  | { readonly kind: 'network' }
  /** Ended by the signal. */
  | { readonly kind: 'aborted' };

/** Requests of tus 1.0.0 with `creation` that an upload needs (`bff-contract/uploads.ts`). */
export interface TusClient {
  create(size: number, metadata: UploadMetadata, signal: AbortSignal): Promise<TusReply>;
  fetchOffset(location: string, signal: AbortSignal): Promise<TusReply>;
  append(location: string, slice: Slice, signal: AbortSignal): Promise<TusReply>;
}

/** The bytes of one PATCH. */
export interface Slice {
  readonly offset: number;
  readonly body: Blob;
  /** The BFF answers the last slice when the cloud has stored the whole image, which may take minutes. */
  readonly isLast: boolean;
  /** Bytes of this slice that have left the browser. */
  readonly onProgress: (bytes: number) => void;
}

interface Request {
  readonly method: 'POST' | 'HEAD' | 'PATCH';
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: Blob;
  /** Aborts after so many milliseconds without progress; `null`: never. */
  readonly idleMs?: number | null;
  readonly onProgress?: (bytes: number) => void;
  readonly signal: AbortSignal;
}

const IDLE_MS = 60_000;

/** Creates a client over XMLHttpRequest: `fetch` does not report how much of a body has left. */
export function createTusClient(uploadsUrl: string, csrfToken: () => string | null): TusClient {
  const send = (request: Request) =>
    sendXhr({ ...request, headers: { ...request.headers, ...commonHeaders(csrfToken()) } });
  return {
    create: (size, metadata, signal) => {
      const headers = { 'Upload-Length': String(size), 'Upload-Metadata': encodeMetadata(metadata) };
      return send({ method: 'POST', url: uploadsUrl, headers, signal });
    },
    fetchOffset: (location, signal) => send({ method: 'HEAD', url: location, signal }),
    append: (location, { offset, body, isLast, onProgress }, signal) => {
      const headers = { 'Content-Type': TUS_CONTENT_TYPE, 'Upload-Offset': String(offset) };
      const idleMs = isLast ? null : IDLE_MS;
      return send({ method: 'PATCH', url: location, headers, body, idleMs, onProgress, signal });
    },
  };
}

/** Ends an upload (tus `termination`). @throws if there is no answer */
export async function terminateUpload(location: string, csrfToken: string | null): Promise<void> {
  await fetch(location, { method: 'DELETE', headers: commonHeaders(csrfToken) });
}

function commonHeaders(csrfToken: string | null): Record<string, string> {
  return { 'Tus-Resumable': TUS_VERSION, ...(csrfToken === null ? {} : { [CSRF_HEADER]: csrfToken }) };
}

/** `key base64, …` with the values in UTF-8 (tus `creation`). */
function encodeMetadata(metadata: UploadMetadata): string {
  return Object.entries(metadata)
    .map(([key, value]) => `${key} ${base64(String(value))}`)
    .join(',');
}

function base64(text: string): string {
  return btoa(String.fromCharCode(...new TextEncoder().encode(text)));
}

function sendXhr({ idleMs = IDLE_MS, ...request }: Request): Promise<TusReply> {
  return new Promise((resolve) => {
    if (request.signal.aborted) {
      resolve({ kind: 'aborted' });
      return;
    }
    const xhr = new XMLHttpRequest();
    const abort = () => xhr.abort();
    let idleTimer: ReturnType<typeof setTimeout> | undefined;
    const restartIdleTimer = () => {
      clearTimeout(idleTimer);
      if (idleMs !== null) idleTimer = setTimeout(abort, idleMs);
    };
    const end = (reply: TusReply) => {
      clearTimeout(idleTimer);
      request.signal.removeEventListener('abort', abort);
      resolve(reply);
    };
    request.signal.addEventListener('abort', abort);
    xhr.upload.onprogress = ({ loaded }) => {
      restartIdleTimer();
      request.onProgress?.(loaded);
    };
    xhr.onload = () => end(parseReply(xhr));
    xhr.onerror = () => end({ kind: 'network' });
    xhr.onabort = () => end({ kind: request.signal.aborted ? 'aborted' : 'network' });
    xhr.open(request.method, request.url);
    for (const [name, value] of Object.entries(request.headers ?? {})) xhr.setRequestHeader(name, value);
    restartIdleTimer();
    xhr.send(request.body ?? null);
  });
}

function parseReply(xhr: XMLHttpRequest): TusReply {
  if (xhr.status >= 200 && xhr.status < 300) {
    const offset = xhr.getResponseHeader('Upload-Offset');
    // A success without the offset comes from a proxy in between, not from the BFF.
    if (offset === null) return { kind: 'refused', status: xhr.status, problem: null };
    const location = xhr.getResponseHeader('Location');
    return { kind: 'ok', offset: Number(offset), location, expiresMs: parseExpiry(xhr) };
  }
  const isProblem = (xhr.getResponseHeader('Content-Type') ?? '').startsWith('application/problem+json');
  return { kind: 'refused', status: xhr.status, problem: isProblem ? parseBody(xhr.responseText) : null };
}

/** Measured by the server's own `Date`, because the browser's clock may be wrong. */
function parseExpiry(xhr: XMLHttpRequest): number | null {
  const parse = (header: string) => Date.parse(xhr.getResponseHeader(header) ?? '');
  const ms = parse('Upload-Expires') - parse('Date');
  return Number.isNaN(ms) ? null : Math.max(0, ms);
}

function parseBody(text: string): Problem | null {
  try {
    return parseProblem(JSON.parse(text));
  } catch {
    return null;
  }
}
