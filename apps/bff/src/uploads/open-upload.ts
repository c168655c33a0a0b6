import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { toCloudServiceRef } from '../cloud/catalog-endpoints.ts';
import { ownHeaders } from '../cloud/cloud-headers.ts';
import type { CloudTimeouts } from '../cloud/timeouts.ts';
import type { TlsOptions } from '../config.ts';
import type { AuthorizedUpload } from '../policy/authorize-request.ts';
import { ProblemError } from '../problem.ts';
import { diagnoseFailure, fetchImageState, type GetFromImageApi, type ImageState } from './diagnose-failure.ts';
import { type KeepAliveWriter, type KnownBehaviour, openKeepAliveWriter } from './keep-alive-writer.ts';
import type { TusCreation } from './tus-headers.ts';
import { createUpload, toUploadEnd, type Upload, type UploadEnd } from './upload.ts';
import type { UploadLimits } from './upload-limits.ts';
import { openingProblem } from './upload-problems.ts';
import type { UploadRegistry } from './upload-registry.ts';

export interface UploadMetrics {
  opened(): void;
  bytes(count: number): void;
  ended(kind: UploadEnd['kind']): void;
}

export interface OpenUploadDeps {
  readonly getFromImageApi: GetFromImageApi;
  readonly registry: UploadRegistry;
  readonly limits: UploadLimits;
  readonly timeouts: CloudTimeouts;
  readonly tls: TlsOptions;
  readonly metrics: UploadMetrics;
}

interface OpeningRequest {
  readonly requestId: string;
  /** Aborts when the browser has gone. */
  readonly signal: AbortSignal;
  readonly endSession: () => Promise<void>;
}

/**
 * Opens the upstream request of a new upload.
 * @throws ProblemError if a limit is reached, or the image API refuses the upload before its first byte
 */
export type OpenUpload = (creation: TusCreation, owner: AuthorizedUpload, request: OpeningRequest) => Promise<Upload>;

export function createOpenUpload(deps: OpenUploadDeps): OpenUpload {
  const { getFromImageApi, registry, limits, timeouts, tls, metrics } = deps;
  const known: KnownBehaviour = { lengthRequired: new Set(), neverContinue: new Set() };

  const openWriter = async (
    creation: TusCreation,
    owner: AuthorizedUpload,
    { requestId, signal }: OpeningRequest,
  ): Promise<KeepAliveWriter> => {
    const target = { ...creation, ...owner };
    const fetchState = () => fetchImageState(target, getFromImageApi);
    // An upload that is still open in this process keeps the image, so waiting would be in vain.
    const isOpenHere = registry.open().some(({ imageId }) => imageId === creation.imageId);
    await waitUntilReleased(fetchState, isOpenHere ? 0 : limits.releaseMs, signal);
    const upstream = {
      url: `${owner.imageUrl.replace(/\/+$/, '')}/v2/images/${creation.imageId}/${creation.via}`,
      headers: uploadHeaders(creation, owner.token, requestId),
      contentLength: creation.length,
      tls,
    };
    const opening = await openKeepAliveWriter(upstream, { ...limits, ...timeouts }, known, signal);
    if (opening.kind === 'open') return opening.writer;
    const end = await diagnoseFailure(toUploadEnd({ kind: 'open' }, opening.end), false, target, getFromImageApi);
    throw openingProblem(end, toCloudServiceRef('image', owner.imageUrl));
  };

  /**
   * Ends uploads of the same image and user that have no bytes yet. Their client has lost the response with the
   * Location, else it would not create another one.
   */
  const endUnusedUploads = async ({ imageId }: TusCreation, { userId }: AuthorizedUpload): Promise<void> => {
    const unused = registry
      .open()
      .filter((upload) => upload.imageId === imageId && upload.userId === userId && upload.offset() === 0);
    for (const upload of unused) {
      upload.destroy('cancelled');
      await upload.takeOver();
      await upload.settled();
      registry.remove(upload);
    }
  };

  return async (creation, owner, request) => {
    await endUnusedUploads(creation, owner);
    const release = registry.reserve(owner.userId, creation.length);
    try {
      const writer = await openWriter(creation, owner, request);
      const upload = createUpload({
        ...creation,
        id: randomUUID(),
        userId: owner.userId,
        at: toCloudServiceRef('image', owner.imageUrl),
        expiresAt: owner.expiresAt,
        writer,
        limits,
        onBytes: metrics.bytes,
        diagnose: (end, isComplete) => diagnoseFailure(end, isComplete, { ...creation, ...owner }, getFromImageApi),
      });
      metrics.opened();
      void upload.settled().then(({ kind }) => {
        release();
        metrics.ended(kind);
      });
      return upload;
    } catch (error) {
      release();
      if (error instanceof ProblemError && error.code === 'sessionGone') await request.endSession();
      throw error;
    }
  };
}

function uploadHeaders({ store, length }: TusCreation, token: string, requestId: string): Record<string, string> {
  return {
    ...ownHeaders({ token, requestId }),
    'content-type': 'application/octet-stream',
    // Newer Glance compares the data with it; older releases ignore it.
    'x-openstack-image-size': String(length),
    ...(store === null ? {} : { 'x-image-meta-store': store }),
  };
}

const pollMs = 250;

/**
 * Waits while another upload holds the image, for `releaseMs` at most. After a lost upload, Glance needs up to a second
 * to set the image back to `queued` and refuses the next upload until then.
 * @throws ProblemError `sessionGone` if the image API rejects the token: some clouds check the token of an upload only
 * after its body, when it is too late for the user to sign in again
 * @throws ProblemError `uploadRefused` if the image stays held: by an upload elsewhere, or for ever after a worker of
 * the image API died. A busy cloud may send its own 409 so late that the upload would seem to have started.
 */
async function waitUntilReleased(
  fetchState: () => Promise<ImageState>,
  releaseMs: number,
  signal: AbortSignal,
): Promise<void> {
  const deadline = performance.now() + releaseMs;
  for (;;) {
    const image = await fetchState();
    if (image === 'signedOut') throw new ProblemError('sessionGone', 'the token is no longer valid');
    if (typeof image !== 'object' || !isHeld(image) || signal.aborted) return;
    if (performance.now() >= deadline) throw heldProblem(image.status);
    await delay(pollMs);
  }
}

/** Whether data is on its way to the image. An image whose staged data is complete is `uploading` too, with a size. */
function isHeld({ status, size }: Exclude<ImageState, string>): boolean {
  return status === 'saving' || (status === 'uploading' && size === null);
}

/** Glance's own refusal of a second upload. */
function heldProblem(status: string): ProblemError {
  const message = `Image status transition from ${status} to saving is not allowed`;
  return new ProblemError('uploadRefused', 'another upload holds the image', { upstream: { status: 409, message } });
}
