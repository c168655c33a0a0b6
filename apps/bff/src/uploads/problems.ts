import type { CloudPlace } from '@console/bff-contract';
import { ProblemError } from '../problem.ts';
import { type LostReason, lostReasons } from './lost.ts';
import type { Settled, Upload, UploadState } from './upload.ts';

type Failed = Exclude<Settled, { kind: 'done' }>;

/** Where the upload stands, for every answer that is not a problem. */
export function progress(upload: Upload): Record<string, string> {
  return {
    'Upload-Offset': String(upload.offset()),
    'Upload-Length': String(upload.length),
    'Cache-Control': 'no-store',
    ...(upload.state().kind === 'open' ? { 'Upload-Expires': new Date(upload.expires()).toUTCString() } : {}),
  };
}

export function offsetProblem(upload: Upload): ProblemError {
  return new ProblemError('uploadOffset', `the upload stands at ${upload.offset()}`, { headers: progress(upload) });
}

/** @throws ProblemError `uploadLost`, `uploadRefused`, `uploadMismatch` */
export function throwIfFailed(state: UploadState, { at }: Pick<Upload, 'at'>): void {
  if (hasFailed(state)) throw failure(state, at);
}

function hasFailed(state: UploadState): state is Failed {
  return state.kind === 'lost' || state.kind === 'refused' || state.kind === 'mismatch';
}

const refusals = {
  refused: ['uploadRefused', 'the image API did not take the data'],
  mismatch: ['uploadMismatch', 'the data is not of the disk format of the image'],
} as const;

function failure(end: Failed, at: CloudPlace): ProblemError {
  if (end.kind === 'lost') return new ProblemError('uploadLost', lostReasons[end.reason], { reason: end.reason, at });
  const [code, detail] = refusals[end.kind];
  return new ProblemError(code, detail, { upstream: end.refusal, at });
}

const openingCodes: Partial<Record<LostReason, 'cloudTimeout' | 'cloudNonsense'>> = {
  timeout: 'cloudTimeout',
  early: 'cloudNonsense',
};

/** An upload that ended before it began: nothing was lost, and a token can be replaced. */
export function openingProblem(end: Settled, at: CloudPlace): ProblemError {
  if (end.kind === 'done') return new ProblemError('cloudNonsense', lostReasons.early, { at });
  if (end.kind === 'lost')
    return new ProblemError(openingCodes[end.reason] ?? 'cloudUnreachable', lostReasons[end.reason], { at });
  const { refusal: upstream } = end;
  if (upstream.status === 401) return new ProblemError('sessionGone', 'the token is no longer valid', { upstream, at });
  return failure(end, at);
}
