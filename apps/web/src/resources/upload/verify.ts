import type { UploadFailure } from './machine.ts';

/** What the cloud says of an image. */
export interface ImageState {
  readonly status: string;
  /** Bytes. */
  readonly size: number | null;
  /** SHA-512 in hex; `null` where the cloud gives none, or another kind. */
  readonly hash: string | null;
}

export interface Sent {
  readonly via: 'file' | 'stage';
  /** Bytes. */
  readonly size: number;
  readonly sha512: string | null;
}

export type Comparison =
  | { readonly kind: 'same' }
  /** The cloud is still putting the data away. */
  | { readonly kind: 'later' }
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
  if (sent.via === 'file' && sent.sha512 !== null && image.hash !== null && image.hash !== sent.sha512) {
    return { kind: 'different', failure: { kind: 'hashMismatch', expected: sent.sha512, actual: image.hash } };
  }
  return { kind: 'same' };
}
