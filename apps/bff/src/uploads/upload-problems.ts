import type { CloudServiceRef, Problem } from '@console/bff-contract';
import { lossDetails, lossProblem } from '../cloud/classify-response.ts';
import { ProblemError } from '../problem.ts';
import { progressHeaders } from './tus-headers.ts';
import type { Upload, UploadEnd, UploadState } from './upload.ts';

type FailedEnd = Exclude<UploadEnd, { kind: 'done' }>;
type RefusedEnd = Exclude<FailedEnd, { kind: 'lost' }>;

/** The problem of a PATCH at the wrong offset; its headers have the right one. */
export function offsetProblem(upload: Upload): ProblemError {
  const detail = `the offset of the upload is ${upload.offset()}`;
  return new ProblemError('uploadOffset', detail, { headers: progressHeaders(upload) });
}

/** @throws ProblemError `uploadLost`, `uploadRefused`, `uploadMismatch` */
export function throwIfFailed(state: UploadState, { at }: Pick<Upload, 'at'>): void {
  if (state.kind === 'lost') throw lostProblem(state.reason, at);
  if (state.kind === 'refused' || state.kind === 'mismatch') throw refusedProblem(state, at);
}

/** The problem of an upload that failed before its first byte. Nothing is lost then, and the user can sign in again. */
export function openingProblem(end: UploadEnd, at: CloudServiceRef): ProblemError {
  if (end.kind === 'done') return lossProblem('early', at);
  if (end.kind === 'lost') return lossProblem(end.reason, at);
  const { refusal: upstream } = end;
  if (upstream.status === 401) return new ProblemError('sessionGone', 'the token is no longer valid', { upstream, at });
  return refusedProblem(end, at);
}

function lostProblem(reason: NonNullable<Problem['reason']>, at: CloudServiceRef): ProblemError {
  return new ProblemError('uploadLost', lossDetails[reason], { reason, at });
}

const refusals = {
  refused: ['uploadRefused', 'the image API refused the data'],
  mismatch: ['uploadMismatch', 'the data is not of the disk format of the image'],
} as const;

function refusedProblem({ kind, refusal }: RefusedEnd, at: CloudServiceRef): ProblemError {
  const [code, detail] = refusals[kind];
  return new ProblemError(code, detail, { upstream: refusal, at });
}
