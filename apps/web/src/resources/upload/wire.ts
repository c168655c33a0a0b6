import { CSRF_HEADER, type Problem, TUS_CONTENT_TYPE, TUS_VERSION, type UploadMetadata } from '@console/bff-contract';

/** How a call to the BFF ended. Nothing here throws. */
export type Reply =
  | {
      readonly kind: 'ok';
      readonly offset: number;
      readonly location: string | null;
      /** Milliseconds for which the BFF keeps what it has while nothing comes; `null` where it does not say. */
      readonly keptMs: number | null;
    }
  /** The BFF refuses. `problem` is `null` where it had no body: after HEAD, or from a proxy in between. */
  | { readonly kind: 'refused'; readonly status: number; readonly problem: Problem | null }
  /** No answer. */
  | { readonly kind: 'network' }
  /** We ended it ourselves. */
  | { readonly kind: 'aborted' };

/** The four calls of an upload (`bff-contract`, uploads). */
export interface Wire {
  create(size: number, metadata: UploadMetadata, signal: AbortSignal): Promise<Reply>;
  offset(location: string, signal: AbortSignal): Promise<Reply>;
  append(location: string, slice: Slice, signal: AbortSignal): Promise<Reply>;
}
export interface Slice {
  readonly offset: number;
  readonly body: Blob;
  /** The last one is answered when the cloud has put all away: that takes as long as it takes. */
  readonly last: boolean;
  /** Bytes of this slice that have left. */
  readonly onProgress: (bytes: number) => void;
}

interface Call {
  readonly method: 'POST' | 'HEAD' | 'PATCH';
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: Blob;
  /** Given up when nothing moves for so long; `null`: never. */
  readonly quietMs: number | null;
  readonly onProgress?: (bytes: number) => void;
  readonly signal: AbortSignal;
}

const QUIET_MS = 60_000;

/** XMLHttpRequest, because fetch does not tell how much of a body has left. */
export function createWire(uploadsUrl: string, csrfToken: () => string | null): Wire {
  const send = (call: Call) => sendXhr({ ...call, headers: { ...call.headers, ...common(csrfToken()) } });
  return {
    create: (size, metadata, signal) => {
      const headers = { 'Upload-Length': String(size), 'Upload-Metadata': writeMetadata(metadata) };
      return send({ method: 'POST', url: uploadsUrl, headers, quietMs: QUIET_MS, signal });
    },
    offset: (location, signal) => send({ method: 'HEAD', url: location, headers: {}, quietMs: QUIET_MS, signal }),
    append: (location, { offset, body, last, onProgress }, signal) => {
      const headers = { 'Content-Type': TUS_CONTENT_TYPE, 'Upload-Offset': String(offset) };
      return send({
        method: 'PATCH',
        url: location,
        headers,
        body,
        quietMs: last ? null : QUIET_MS,
        onProgress,
        signal,
      });
    },
  };
}

function common(csrfToken: string | null): Record<string, string> {
  return { 'Tus-Resumable': TUS_VERSION, ...(csrfToken === null ? {} : { [CSRF_HEADER]: csrfToken }) };
}

/** `key base64, …`, the values in UTF-8. */
function writeMetadata(metadata: UploadMetadata): string {
  return Object.entries(metadata)
    .map(([key, value]) => `${key} ${base64(String(value))}`)
    .join(',');
}

function base64(text: string): string {
  return btoa(String.fromCharCode(...new TextEncoder().encode(text)));
}

function sendXhr(call: Call): Promise<Reply> {
  return new Promise((resolve) => {
    if (call.signal.aborted) {
      resolve({ kind: 'aborted' });
      return;
    }
    const xhr = new XMLHttpRequest();
    const abort = () => xhr.abort();
    let quiet: ReturnType<typeof setTimeout> | undefined;
    const moved = () => {
      clearTimeout(quiet);
      if (call.quietMs !== null) quiet = setTimeout(abort, call.quietMs);
    };
    const end = (reply: Reply) => {
      clearTimeout(quiet);
      call.signal.removeEventListener('abort', abort);
      resolve(reply);
    };
    call.signal.addEventListener('abort', abort);
    xhr.upload.onprogress = ({ loaded }) => {
      moved();
      call.onProgress?.(loaded);
    };
    xhr.onload = () => end(replyOf(xhr));
    xhr.onerror = () => end({ kind: 'network' });
    xhr.onabort = () => end({ kind: call.signal.aborted ? 'aborted' : 'network' });
    xhr.open(call.method, call.url);
    for (const [name, value] of Object.entries(call.headers)) xhr.setRequestHeader(name, value);
    moved();
    xhr.send(call.body ?? null);
  });
}

function replyOf(xhr: XMLHttpRequest): Reply {
  if (xhr.status >= 200 && xhr.status < 300) {
    const offset = xhr.getResponseHeader('Upload-Offset');
    // Without it somebody else answered in the BFF's place, and nothing is known.
    if (offset === null) return { kind: 'refused', status: xhr.status, problem: null };
    const location = xhr.getResponseHeader('Location');
    return { kind: 'ok', offset: Number(offset), location, keptMs: keptMs(xhr) };
  }
  const isProblem = (xhr.getResponseHeader('Content-Type') ?? '').startsWith('application/problem+json');
  return { kind: 'refused', status: xhr.status, problem: isProblem ? readProblem(xhr.responseText) : null };
}

/** By the clock of who answers: the browser's own may be wrong. */
function keptMs(xhr: XMLHttpRequest): number | null {
  const at = (header: string) => Date.parse(xhr.getResponseHeader(header) ?? '');
  const ms = at('Upload-Expires') - at('Date');
  return Number.isNaN(ms) ? null : Math.max(0, ms);
}

function readProblem(text: string): Problem | null {
  try {
    return JSON.parse(text) as Problem;
  } catch {
    return null;
  }
}
