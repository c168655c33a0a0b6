import { minuteMs, secondMs } from '@console/units';

/** How long the BFF waits for the cloud, in ms. Tests replace single values. */
export interface CloudTimeouts {
  /** For a connection, TLS included. */
  readonly connectMs: number;
  /** For the first byte of the response to an API call. A download has no such limit. */
  readonly firstByteMs: number;
  /** For Keystone's root, when an orchestrator asks `/readyz`. */
  readonly readinessMs: number;
  /** For the record of an image while a browser waits for the response to its upload. */
  readonly imageStateMs: number;
  /** For `100 Continue` before the body of an upload starts without it. */
  readonly continueMs: number;
  /** The same for a cloud that has never sent one. A later refusal is then the response to the first slice. */
  readonly shortContinueMs: number;
  /** For the cloud to read more bytes of an upload. */
  readonly stallMs: number;
  /** For the response after the last byte of an upload, while stores copy and hash. */
  readonly uploadResponseMs: number;
}

export const defaultCloudTimeouts: CloudTimeouts = {
  connectMs: 10 * secondMs,
  firstByteMs: minuteMs,
  readinessMs: 3 * secondMs,
  imageStateMs: 5 * secondMs,
  continueMs: 0.3 * secondMs,
  shortContinueMs: 0.1 * secondMs,
  stallMs: 10 * minuteMs,
  uploadResponseMs: 15 * minuteMs,
};
