import { randomUUID } from 'node:crypto';
import { paths } from '@console/bff-contract';
import type { Request, Response } from 'express';
import { ProblemError } from '../problem.ts';
import { explain, type Look } from './aftermath.ts';
import { answerEarly } from './answer.ts';
import type { UploadLimits } from './limits.ts';
import type { TlsOptions } from './line.ts';
import { type LostReason, lostReasons } from './lost.ts';
import { refusalOf } from './refusal.ts';
import type { Registry } from './registry.ts';
import { bodyLength, type Creation, checkVersion, readCreation, readOffset } from './tus.ts';
import { createUpload, type Settled, type Upload, type UploadState } from './upload.ts';
import { type Opening, openUpstream } from './upstream.ts';

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

export interface HandlerDeps {
  readonly resolve: (request: Request) => Promise<Owner>;
  /** Whose uploads the request may speak of, whatever he may do in the project he works in by now. */
  readonly userOf: (request: Request) => string;
  /** The image API no longer takes the user's token: forgets the session. */
  readonly endSession: (request: Request) => Promise<void>;
  readonly look: Look;
  readonly registry: Registry;
  readonly limits: UploadLimits;
  readonly tls: TlsOptions;
  readonly metrics: UploadMetrics;
}

type Handler = (request: Request, response: Response) => Promise<void>;

export interface Handlers {
  readonly create: Handler;
  readonly head: Handler;
  readonly append: Handler;
  readonly remove: Handler;
}

export function createHandlers({ resolve, userOf, look, endSession, ...more }: HandlerDeps): Handlers {
  const { registry, limits, tls, metrics } = more;
  /** Origins that want `Content-Length`, learnt from their 411. */
  const lengthOnly = new Set<string>();

  const find = async (request: Request): Promise<Upload> => {
    checkVersion(request.headers);
    return registry.find(String(request.params.id), userOf(request));
  };

  return {
    async create(request, response) {
      checkVersion(request.headers);
      const creation = readCreation(request.headers);
      const owner = await resolve(request);
      const giveBack = registry.reserve(owner.userId);
      const gone = new AbortController();
      response.once('close', () => gone.abort());
      const target = {
        url: targetUrl(owner.imageUrl, creation),
        headers: upstreamHeaders(owner.token, creation.store, response),
        contentLength: creation.length,
        tls,
      };
      const opening = await openUpstream(target, limits, lengthOnly, gone.signal);
      if (opening.kind === 'ended') {
        giveBack();
        const problem = openingProblem(opening);
        if (problem.code === 'sessionGone') await endSession(request);
        throw problem;
      }
      const { upstream } = opening;
      const { length, imageId } = creation;
      const { userId, expiresAt } = owner;
      const onBytes = metrics.bytes;
      const upload = createUpload({
        id: randomUUID(),
        userId,
        imageId,
        length,
        expiresAt,
        upstream,
        limits,
        onBytes,
        explain: (lost, whole) => explain(lost, { ...creation, ...owner, whole }, look),
      });
      metrics.opened();
      void upload.settled().then(({ kind }) => {
        giveBack();
        metrics.ended(kind);
      });
      if (gone.signal.aborted) return upload.destroy('cancelled');
      registry.add(upload);
      response
        .status(201)
        .set({ Location: `${paths.uploads}/${upload.id}`, 'Upload-Offset': '0' })
        .end();
    },

    async head(request, response) {
      const upload = await find(request);
      await upload.takeOver();
      throwIfFailed(upload.state());
      response.status(200).set(progress(upload)).end();
    },

    async append(request, response) {
      const upload = await find(request);
      const offset = readOffset(request.headers);
      const bytes = bodyLength(request.headers);
      const how = await upload.append(request, () => checkSlice(upload, offset, bytes, limits));
      if (how === 'cut') return;
      if (upload.state().kind !== 'open') throwIfFailed(await upload.settled());
      answerEarly(request, response, { status: 204, headers: progress(upload), body: '' }, limits.lingerMs);
    },

    async remove(request, response) {
      const upload = await find(request);
      upload.destroy('cancelled');
      await upload.takeOver();
      registry.remove(upload);
      response.status(204).end();
    },
  };
}

function checkSlice(upload: Upload, offset: number, bytes: number | null, limits: UploadLimits): void {
  throwIfFailed(upload.state());
  if (offset !== upload.offset()) throw offsetProblem(upload);
  if (bytes === null) throw new ProblemError('badRequest', 'a slice needs a Content-Length');
  const most = Math.min(limits.sliceBytes, upload.length - offset);
  if (bytes > most) throw new ProblemError('tooLarge', `at most ${most} bytes can follow here in one slice`);
}

function progress(upload: Upload): Record<string, string> {
  return {
    'Upload-Offset': String(upload.offset()),
    'Upload-Length': String(upload.length),
    'Cache-Control': 'no-store',
  };
}

function offsetProblem(upload: Upload): ProblemError {
  return new ProblemError('uploadOffset', `the upload stands at ${upload.offset()}`, { headers: progress(upload) });
}

function throwIfFailed(state: UploadState): void {
  if (state.kind === 'lost') throw new ProblemError('uploadLost', lostReasons[state.reason]);
  if (state.kind !== 'refused') return;
  throw new ProblemError('uploadRefused', 'the image API did not take the data', { upstream: state.refusal });
}

const openingCodes: Partial<Record<LostReason, 'cloudTimeout'>> = { timeout: 'cloudTimeout' };

function openingProblem({ end }: Extract<Opening, { kind: 'ended' }>): ProblemError {
  if (end.kind === 'lost')
    return new ProblemError(openingCodes[end.reason] ?? 'cloudUnreachable', lostReasons[end.reason]);
  const upstream = refusalOf(end.answer);
  if (end.answer.status === 401) return new ProblemError('sessionGone', 'the token is no longer valid', { upstream });
  return new ProblemError('uploadRefused', 'the image API did not take the upload', { upstream });
}

function targetUrl(imageUrl: string, { imageId, via }: Creation): string {
  return `${imageUrl.replace(/\/+$/, '')}/v2/images/${imageId}/${via}`;
}

function upstreamHeaders(token: string, store: string | null, response: Response): Record<string, string> {
  return {
    Accept: 'application/json',
    'Content-Type': 'application/octet-stream',
    'X-Auth-Token': token,
    'X-Openstack-Request-Id': String(response.locals.requestId ?? randomUUID()),
    ...(store === null ? {} : { 'X-Image-Meta-Store': store }),
  };
}
