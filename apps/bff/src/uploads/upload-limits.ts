import { GiB, KiB, MiB, minuteMs, secondMs } from '@console/units';

/** Bounds of uploads: sizes in bytes, times in ms. Tests replace single values. */
export interface UploadLimits {
  /** Largest body of one PATCH. */
  readonly sliceBytes: number;
  readonly fileBytes: number;
  /** Open uploads of one user. */
  readonly perUser: number;
  /** Open uploads of all users. Each holds a worker of the image API. */
  readonly total: number;
  /** Sum of the file sizes of one user's open uploads. */
  readonly userBytes: number;
  /** Bytes held back for the keep-alive writer. */
  readonly holdBytes: number;
  /** Interval of keep-alive bytes. Idle timeouts of proxies before Glance start at 10 s. */
  readonly keepAliveMs: number;
  /** Longest absence of the browser. */
  readonly idleMs: number;
  /** Longest wait for an image to leave `saving` after its last upload was lost. */
  readonly releaseMs: number;
  /** Longest wait of an orderly stop for uploads that still receive bytes. */
  readonly drainMs: number;
}

const TiB = 1024 * GiB;

export const defaultUploadLimits: UploadLimits = {
  sliceBytes: 64 * MiB,
  fileBytes: TiB,
  perUser: 16,
  total: 200,
  userBytes: 4 * TiB,
  holdBytes: 64 * KiB,
  keepAliveMs: 3 * secondMs,
  idleMs: 15 * minuteMs,
  releaseMs: 5 * secondMs,
  drainMs: 20 * secondMs,
};
