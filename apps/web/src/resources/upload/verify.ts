import { type Checksum, type Digests, type HashName, isHashName } from './hashes.ts';
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

/** What an image holds of an upload whose end the browser may have missed. */
export type FoundData =
  /** Not the whole file, as far as the image says: it can be sent again, or deleted. */
  | { readonly kind: 'incomplete' }
  /** Every byte is in the staging area; an import has to follow. */
  | { readonly kind: 'staged' }
  | { readonly kind: 'importing' }
  /** The image can be used. `isVerified` is false where a digest is missing to compare it with the file. */
  | { readonly kind: 'whole'; readonly isVerified: boolean }
  /** The image can be used, and is not what was sent. */
  | { readonly kind: 'different'; readonly failure: UploadFailure };

/** Finds out from the image alone how far an upload has come: the file may no longer be at hand. */
export function findData(
  sent: Sent & { readonly digests: Digests; readonly checksum: Checksum | null },
  image: ImageState,
  hash: 'sha512' | 'none',
): FoundData {
  if (sent.via === 'stage') {
    if (image.status === 'importing') return { kind: 'importing' };
    if (image.status === 'uploading' && image.size === sent.size) return { kind: 'staged' };
  }
  if (image.status !== 'active' && image.status !== 'deactivated') return { kind: 'incomplete' };
  const mismatch = checksumMismatch(sent);
  if (mismatch !== null) return { kind: 'different', failure: mismatch };
  const digests = hash === 'none' ? null : sent.digests;
  const comparison = sent.via === 'stage' ? ({ kind: 'same' } as const) : compare({ ...sent, digests }, image);
  if (comparison.kind === 'different') return comparison;
  const hasChecked = sent.checksum === null || sent.digests[sent.checksum.name] !== undefined;
  return { kind: 'whole', isVerified: hasChecked && comparison.kind === 'same' };
}

function checksumMismatch({
  checksum,
  digests,
}: {
  readonly checksum: Checksum | null;
  readonly digests: Digests;
}): UploadFailure | null {
  const actual = checksum === null ? undefined : digests[checksum.name];
  if (checksum === null || actual === undefined || actual === checksum.value) return null;
  return { kind: 'checksumMismatch', name: checksum.name, expected: checksum.value, actual };
}

/** A hash of a kind we cannot compute proves nothing either way. */
function compareHash(digests: Digests | null, hash: ImageState['hash']): Comparison {
  if (digests === null || hash === null || !isHashName(hash.algorithm)) return { kind: 'same' };
  const expected = digests[hash.algorithm];
  if (expected === undefined) return { kind: 'unhashed', name: hash.algorithm };
  if (expected === hash.value) return { kind: 'same' };
  return { kind: 'different', failure: { kind: 'hashMismatch', expected, actual: hash.value } };
}
