import type { IncomingHttpHeaders } from 'node:http';
import { TUS_CONTENT_TYPE, TUS_VERSION, type UploadMetadata } from '@console/bff-contract';
import { ProblemError } from '../problem.ts';
import type { Upload } from './upload.ts';

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const storeId = /^[\w.-]{1,255}$/;

/** The parameters of a tus `POST`. */
export interface TusCreation {
  /** Size of the file in bytes. */
  readonly length: number;
  readonly imageId: string;
  readonly via: 'file' | 'stage';
  readonly store: string | null;
  /** `Upload-Metadata` as the client sent it. */
  readonly metadata: string;
}

/** @throws ProblemError `tusVersion` */
export function checkVersion(headers: IncomingHttpHeaders): void {
  if (headers['tus-resumable'] === TUS_VERSION) return;
  throw new ProblemError('tusVersion', `the header Tus-Resumable must be ${TUS_VERSION}`, {
    headers: { 'Tus-Version': TUS_VERSION },
  });
}

/** Reads the headers of a `POST`. @throws ProblemError `badRequest` with the name of the wrong header */
export function parseCreation(headers: IncomingHttpHeaders): TusCreation {
  const length = parseCount(headers, 'upload-length');
  if (length === 0) throw new ProblemError('badRequest', 'Upload-Length must be at least 1: an empty file is no image');
  const metadata = String(headers['upload-metadata'] ?? '');
  const { imageId = '', via = 'file', store } = parseMetadata(metadata);
  if (!uuid.test(imageId)) throw new ProblemError('badRequest', 'Upload-Metadata must have an imageId, a UUID');
  if (via !== 'file' && via !== 'stage') throw new ProblemError('badRequest', 'via must be file or stage');
  if (store !== undefined && !storeId.test(store)) throw new ProblemError('badRequest', 'store is not an identifier');
  return { length, imageId: imageId.toLowerCase(), via, store: store ?? null, metadata };
}

/** The parameters of a tus `PATCH`. */
export interface TusSlice {
  readonly offset: number;
  /** `Content-Length`; `null` for a chunked body. */
  readonly bytes: number | null;
}

/** Reads the headers of a `PATCH`. @throws ProblemError `unsupportedMediaType`, `badRequest` */
export function parseSlice(headers: IncomingHttpHeaders): TusSlice {
  if (headers['content-type'] !== TUS_CONTENT_TYPE) {
    throw new ProblemError('unsupportedMediaType', `a slice is sent as ${TUS_CONTENT_TYPE}`);
  }
  const length = headers['content-length'];
  return { offset: parseCount(headers, 'upload-offset'), bytes: length === undefined ? null : Number(length) };
}

/** Headers of every response about an upload that has not failed. */
export function progressHeaders(upload: Upload): Record<string, string> {
  return {
    'Upload-Offset': String(upload.offset()),
    'Upload-Length': String(upload.length),
    'Cache-Control': 'no-store',
    ...(upload.state().kind === 'open' ? { 'Upload-Expires': new Date(upload.expires()).toUTCString() } : {}),
  };
}

function parseCount(headers: IncomingHttpHeaders, name: string): number {
  const text = String(headers[name] ?? '');
  const count = Number(text);
  if (/^\d+$/.test(text) && Number.isSafeInteger(count)) return count;
  throw new ProblemError('badRequest', `the header ${name} must be a number of bytes`);
}

/** Parses `key base64, key base64` with values in UTF-8. A key without a value has an empty one. */
function parseMetadata(header: string): Partial<Record<keyof UploadMetadata, string>> {
  const pairs = header
    .split(',')
    .map((pair) => pair.trim().split(' '))
    .map(([key = '', value = '']) => [key, Buffer.from(value, 'base64').toString('utf8')] as const);
  return Object.fromEntries(pairs);
}
