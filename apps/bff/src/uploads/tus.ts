import type { IncomingHttpHeaders } from 'node:http';
import { TUS_CONTENT_TYPE, TUS_VERSION, type UploadMetadata } from '@console/bff-contract';
import { ProblemError } from '../problem.ts';

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const storeId = /^[\w.-]{1,255}$/;

/** What a `POST` asks for. */
export interface Creation {
  readonly length: number;
  readonly imageId: string;
  readonly via: 'file' | 'stage';
  readonly store: string | null;
  /** `Upload-Metadata` as it came. */
  readonly metadata: string;
}

/** @throws ProblemError `tusVersion` */
export function checkVersion(headers: IncomingHttpHeaders): void {
  if (headers['tus-resumable'] === TUS_VERSION) return;
  throw new ProblemError('tusVersion', `the header Tus-Resumable must say ${TUS_VERSION}`, {
    headers: { 'Tus-Version': TUS_VERSION },
  });
}

/** @throws ProblemError `badRequest` with the header at fault */
export function readCreation(headers: IncomingHttpHeaders): Creation {
  const length = readCount(headers, 'upload-length');
  if (length === 0) throw new ProblemError('badRequest', 'Upload-Length must be at least 1: an empty file is no image');
  const metadata = String(headers['upload-metadata'] ?? '');
  const { imageId = '', via = 'file', store } = readMetadata(metadata);
  if (!uuid.test(imageId)) throw new ProblemError('badRequest', 'Upload-Metadata must have an imageId, a UUID');
  if (via !== 'file' && via !== 'stage') throw new ProblemError('badRequest', 'via must be file or stage');
  if (store !== undefined && !storeId.test(store)) throw new ProblemError('badRequest', 'store is not an identifier');
  return { length, imageId: imageId.toLowerCase(), via, store: store ?? null, metadata };
}

/** @throws ProblemError `unsupportedMediaType`, `badRequest` */
export function readOffset(headers: IncomingHttpHeaders): number {
  if (headers['content-type'] !== TUS_CONTENT_TYPE) {
    throw new ProblemError('unsupportedMediaType', `a slice is sent as ${TUS_CONTENT_TYPE}`);
  }
  return readCount(headers, 'upload-offset');
}

/** `Content-Length` where there is one; `null` for a chunked body. */
export function bodyLength(headers: IncomingHttpHeaders): number | null {
  return headers['content-length'] === undefined ? null : Number(headers['content-length']);
}

function readCount(headers: IncomingHttpHeaders, name: string): number {
  const text = String(headers[name] ?? '');
  const count = Number(text);
  if (/^\d+$/.test(text) && Number.isSafeInteger(count)) return count;
  throw new ProblemError('badRequest', `the header ${name} must be a number of bytes`);
}

type Metadata = Partial<Record<keyof UploadMetadata, string>>;

/** `key base64, key base64`, values UTF-8; a key alone has an empty value. */
function readMetadata(header: string): Metadata {
  const pairs = header
    .split(',')
    .map((pair) => pair.trim().split(' '))
    .map(([key = '', value = '']) => [key, Buffer.from(value, 'base64').toString('utf8')] as const);
  return Object.fromEntries(pairs);
}
