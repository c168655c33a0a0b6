import { randomUUID } from 'node:crypto';
import { ProblemError, placeOf } from '../problem.ts';
import { explain, type Look, standing } from './aftermath.ts';
import type { UploadLimits } from './limits.ts';
import type { TlsOptions } from './line.ts';
import { openingProblem } from './problems.ts';
import type { Registry } from './registry.ts';
import { untilReleased } from './release.ts';
import type { Creation } from './tus.ts';
import { createUpload, type Settled, settle, type Upload } from './upload.ts';
import { type Learnt, openUpstream, type Upstream } from './upstream.ts';

/** Who asks, and where that user's image API is. */
export interface Owner {
  /** Endpoint of the image API from the catalog, without `/v2`. */
  readonly imageUrl: string;
  readonly token: string;
  readonly userId: string;
  /** When the token expires, milliseconds since the epoch. */
  readonly expiresAt: number;
}

export interface UploadMetrics {
  opened(): void;
  bytes(count: number): void;
  ended(kind: Settled['kind']): void;
}

export interface OpenerDeps {
  readonly look: Look;
  readonly registry: Registry;
  readonly limits: UploadLimits;
  readonly tls: TlsOptions;
  readonly metrics: UploadMetrics;
}

interface Asking {
  readonly requestId: string;
  /** Aborted when the browser has gone. */
  readonly signal: AbortSignal;
  readonly endSession: () => Promise<void>;
}

/** @throws ProblemError when there is no place for the upload, or the image API refuses it before its first byte */
export type Opener = (creation: Creation, owner: Owner, asking: Asking) => Promise<Upload>;

export function createOpener({ look, registry, limits, tls, metrics }: OpenerDeps): Opener {
  const learnt: Learnt = { lengthOnly: new Set(), silent: new Set() };

  const openLine = async (creation: Creation, owner: Owner, asking: Asking): Promise<Upstream> => {
    const target = { ...creation, ...owner };
    const at = placeOf('image', owner.imageUrl);
    const line = {
      url: targetUrl(owner.imageUrl, creation),
      headers: upstreamHeaders(owner.token, creation, asking.requestId),
      contentLength: creation.length,
      tls,
    };
    // An upload that is still running here will not let go.
    const running = registry.open().some(({ imageId }) => imageId === creation.imageId);
    await untilReleased(() => standing(target, look), running ? 0 : limits.releaseMs, asking.signal);
    const opening = await openUpstream(line, limits, learnt, asking.signal);
    if (opening.kind === 'open') return opening.upstream;
    throw openingProblem(await explain(settle({ kind: 'open' }, opening.end), false, target, look), at);
  };

  /** An upload without a byte whose opener asks again: the answer with its address was lost, nobody will come to it. */
  const giveWay = async ({ imageId }: Creation, { userId }: Owner): Promise<void> => {
    const unheard = registry
      .open()
      .filter((upload) => upload.imageId === imageId && upload.userId === userId && upload.offset() === 0);
    for (const upload of unheard) {
      upload.destroy('cancelled');
      await upload.takeOver();
      await upload.settled();
      registry.remove(upload);
    }
  };

  return async (creation, owner, asking) => {
    await giveWay(creation, owner);
    const giveBack = registry.reserve(owner.userId, creation.length);
    try {
      const upstream = await openLine(creation, owner, asking);
      const upload = createUpload({
        ...creation,
        id: randomUUID(),
        userId: owner.userId,
        at: placeOf('image', owner.imageUrl),
        expiresAt: owner.expiresAt,
        upstream,
        limits,
        onBytes: metrics.bytes,
        explain: (settled, whole) => explain(settled, whole, { ...creation, ...owner }, look),
      });
      metrics.opened();
      void upload.settled().then(({ kind }) => {
        giveBack();
        metrics.ended(kind);
      });
      return upload;
    } catch (error) {
      giveBack();
      if (error instanceof ProblemError && error.code === 'sessionGone') await asking.endSession();
      throw error;
    }
  };
}

function targetUrl(imageUrl: string, { imageId, via }: Creation): string {
  return `${imageUrl.replace(/\/+$/, '')}/v2/images/${imageId}/${via}`;
}

function upstreamHeaders(token: string, { store, length }: Creation, requestId: string): Record<string, string> {
  return {
    Accept: 'application/json',
    'Content-Type': 'application/octet-stream',
    'X-Auth-Token': token,
    'X-Openstack-Request-Id': requestId,
    // Newer releases compare what they got with it; older ones leave it alone.
    'X-Openstack-Image-Size': String(length),
    ...(store === null ? {} : { 'X-Image-Meta-Store': store }),
  };
}
