import type { UploadLoss } from '@console/bff-contract';

/** Why an upstream request ended without an answer, with the sentence for the operator. */
export const lostReasons = {
  unreachable: 'The image API could not be reached.',
  untrusted: 'The certificate of the image API is not trusted.',
  reset: 'The image API closed the connection before it answered.',
  stalled: 'The image API stopped taking data.',
  timeout: 'The image API did not answer after the last byte.',
  early: 'The image API answered before it had all bytes.',
  idle: 'The browser was away for too long.',
  tokenExpired: 'The token of the upload expired while the browser was away.',
  cancelled: 'The upload was cancelled.',
  stopping: 'The console was stopped.',
} as const satisfies Record<UploadLoss, string>;
export type LostReason = UploadLoss;

const unreachable = new Set([
  'ECONNREFUSED',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'EAI_AGAIN',
  'ETIMEDOUT',
  'EADDRNOTAVAIL',
]);

/** The reason behind an error of a client request. */
export function reasonOf(error: NodeJS.ErrnoException): LostReason {
  const code = error.code ?? '';
  if (unreachable.has(code)) return 'unreachable';
  return /CERT|SELF_SIGNED|UNABLE_TO|ERR_TLS/.test(code) ? 'untrusted' : 'reset';
}
