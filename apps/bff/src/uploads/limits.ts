/** Every number of the upload path in one place; a test sets them small. Times in milliseconds, sizes in bytes. */
export interface UploadLimits {
  /** Largest body of one PATCH. */
  readonly sliceBytes: number;
  /** Largest file. */
  readonly fileBytes: number;
  /** Uploads one user may have open at a time. */
  readonly perUser: number;
  /** Uploads open at a time, all users together: each holds a worker of the image API. */
  readonly total: number;
  /** Bytes the open uploads of one user may have altogether, those still to come included. */
  readonly userBytes: number;
  /** Kept back so that there is something to drip while the browser is away. */
  readonly holdBytes: number;
  /** While nothing else goes upstream, one byte goes this often: idle timers there start at 10 s. */
  readonly dripMs: number;
  /** How long the browser may be away before the upload is given up. */
  readonly idleMs: number;
  /** Wait for the upstream's connection. */
  readonly connectMs: number;
  /** Wait for `100 Continue` before the body starts without it. */
  readonly continueMs: number;
  /** The same where this upstream has never sent one: a refusal may still come, and is then the answer to the first slice. */
  readonly silentMs: number;
  /** Wait for the cloud to let go of an image whose last upload has just been lost. */
  readonly releaseMs: number;
  /** Wait for the upstream to take more bytes. */
  readonly stallMs: number;
  /** Wait for the upstream's answer after the last byte: stores may still copy and hash. */
  readonly answerMs: number;
  /** How long an early answer lingers while the rest of the body is thrown away. */
  readonly lingerMs: number;
  /** How long an orderly stop waits for uploads that are still moving. */
  readonly drainMs: number;
}

const KiB = 1024;
const TiB = KiB ** 4;
const second = 1000;
const minute = 60 * second;

export const defaultUploadLimits: UploadLimits = {
  sliceBytes: 64 * KiB * KiB,
  fileBytes: TiB,
  perUser: 16,
  total: 200,
  userBytes: 4 * TiB,
  holdBytes: 64 * KiB,
  dripMs: 3 * second,
  idleMs: 15 * minute,
  connectMs: 10 * second,
  continueMs: 0.3 * second,
  silentMs: 0.1 * second,
  releaseMs: 5 * second,
  stallMs: 10 * minute,
  answerMs: 15 * minute,
  lingerMs: 2 * second,
  drainMs: 20 * second,
};
