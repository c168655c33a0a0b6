import { type Digests, type HashName, isHashName } from './hashes.ts';
import type { UploadFailure } from './task.ts';

/** What the cloud says of an image. */
export interface ImageState {
  readonly status: string;
  /** Bytes. */
  readonly size: number | null;
  /** `algorithm` in the cloud's words (`os_hash_algo`), `value` in hex; `null` where the cloud gives none. */
  readonly hash: { readonly algorithm: string; readonly value: string } | null;
}

export interface Sent {
  readonly via: 'file' | 'stage';
  /** Bytes. */
  readonly size: number;
  /** Of the whole file; `null` where hashes are not to be compared. */
  readonly digests: Digests | null;
}

export type Comparison =
  | { readonly kind: 'same' }
  /** The cloud is still putting the data away. */
  | { readonly kind: 'later' }
  /** The cloud hashed with something that has not been computed here. */
  | { readonly kind: 'unhashed'; readonly name: HashName }
  | { readonly kind: 'different'; readonly failure: UploadFailure };

const goodStatuses: Readonly<Record<Sent['via'], readonly string[]>> = {
  file: ['active', 'deactivated'],
  stage: ['uploading', 'importing', 'active'],
};

/** Whether the cloud holds what was sent. A status alone is never taken for success. */
export function compare(sent: Sent, image: ImageState): Comparison {
  if (image.status === 'saving') return { kind: 'later' };
  if (!goodStatuses[sent.via].includes(image.status)) {
    return { kind: 'different', failure: { kind: 'wrongStatus', status: image.status } };
  }
  // An import may convert the data, and staged data has no hash: only its size can be compared, and only at first.
  const sizeCounts = sent.via === 'file' || image.status === 'uploading';
  if (sizeCounts && image.size !== sent.size) {
    return { kind: 'different', failure: { kind: 'sizeMismatch', expected: sent.size, actual: image.size } };
  }
  return sent.via === 'file' ? compareHash(sent.digests, image.hash) : { kind: 'same' };
}

/** A hash of a kind we cannot compute proves nothing either way. */
function compareHash(digests: Digests | null, hash: ImageState['hash']): Comparison {
  if (digests === null || hash === null || !isHashName(hash.algorithm)) return { kind: 'same' };
  const expected = digests[hash.algorithm];
  if (expected === undefined) return { kind: 'unhashed', name: hash.algorithm };
  if (expected === hash.value) return { kind: 'same' };
  return { kind: 'different', failure: { kind: 'hashMismatch', expected, actual: hash.value } };
}
