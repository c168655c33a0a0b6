import { TUS_VERSION } from '@console/bff-contract';
import express, { type Request, type Response, type Router } from 'express';
import { ProblemError, problemOf } from '../problem.ts';
import type { Look } from './aftermath.ts';
import { problemEarly } from './answer.ts';
import type { Owner, UploadMetrics } from './create.ts';
import { createHandlers } from './handlers.ts';
import { defaultUploadLimits, type UploadLimits } from './limits.ts';
import type { TlsOptions } from './line.ts';
import { createRegistry } from './registry.ts';
import type { Upload } from './upload.ts';

export type { Look } from './aftermath.ts';
export type { UploadLimits } from './limits.ts';
export type { TlsOptions } from './line.ts';
export { pipeBody } from './plain.ts';
export type { Owner, UploadMetrics };

export interface UploadDeps {
  /** Who asks, with a token for the image API. @throws ProblemError `sessionGone`, `noProject`, `serviceMissing` */
  readonly resolve: (request: Request) => Promise<Owner>;
  /** Whose uploads the request may speak of. @throws ProblemError `sessionGone` */
  readonly userOf: (request: Request) => string;
  /** GETs something of the image API. */
  readonly look: Look;
  /** Called when the image API answers 401. */
  readonly endSession: (request: Request) => Promise<void>;
  readonly log: { error(details: object, text: string): void };
  readonly limits?: Partial<UploadLimits>;
  readonly tls?: TlsOptions;
  readonly metrics?: UploadMetrics;
}

export interface Uploads {
  /** To be mounted at `paths.uploads`, before any body parser. */
  readonly router: Router;
  /** No new upload; waits a while for those that are moving, then cuts the rest. */
  drain(): Promise<void>;
  /** Uploads without an end, and the bytes they hold in memory. */
  gauge(): { open: number; buffered: number };
}

const silent: UploadMetrics = { opened: () => undefined, bytes: () => undefined, ended: () => undefined };

export function createUploads(deps: UploadDeps): Uploads {
  const limits = { ...defaultUploadLimits, ...deps.limits };
  const registry = createRegistry(limits);
  const handlers = createHandlers({
    resolve: deps.resolve,
    userOf: deps.userOf,
    look: deps.look,
    endSession: deps.endSession,
    registry,
    limits,
    tls: deps.tls ?? {},
    metrics: deps.metrics ?? silent,
  });

  /** An error is answered here: the body it answers to may still be coming. */
  const guarded = (handle: (request: Request, response: Response) => Promise<void>) => {
    return async (request: Request, response: Response): Promise<void> => {
      response.setHeader('Tus-Resumable', TUS_VERSION);
      try {
        await handle(request, response);
      } catch (error) {
        const problem = problemOf(error);
        if (problem.code === 'internal') deps.log.error({ err: error }, 'upload failed');
        problemEarly(request, response, problem, limits.lingerMs);
      }
    };
  };

  const router = express.Router({ caseSensitive: true });
  router.options(['/', '/:id'], (_request, response) => {
    response.status(204).set({ 'Tus-Resumable': TUS_VERSION, 'Tus-Version': TUS_VERSION });
    response
      .set({ 'Tus-Extension': 'creation,termination,expiration', 'Tus-Max-Size': String(limits.fileBytes) })
      .end();
  });
  router.post('/', guarded(handlers.create));
  const byMethod = {
    HEAD: guarded(handlers.head),
    PATCH: guarded(handlers.append),
    DELETE: guarded(handlers.remove),
  } as const;
  router.head('/:id', byMethod.HEAD);
  router.patch('/:id', byMethod.PATCH);
  router.delete('/:id', byMethod.DELETE);
  // For clients that can only GET and POST. A POST has passed the same guards as what it stands for.
  router.post('/:id', (request, response, next) => {
    const method = request.get('X-HTTP-Method-Override') ?? '';
    if (!isMethod(method, byMethod)) return next();
    return byMethod[method](request, response);
  });
  router.all(['/', '/:id'], () => {
    throw new ProblemError('methodNotAllowed', 'uploads take POST, HEAD, PATCH and DELETE');
  });

  return {
    router,
    gauge: () => {
      const open = registry.open();
      return { open: open.length, buffered: open.reduce((sum, upload) => sum + upload.buffered(), 0) };
    },
    async drain() {
      registry.close();
      const open = registry.open();
      const timer = setTimeout(() => stop(open), limits.drainMs);
      await Promise.all(open.map((upload) => upload.settled()));
      clearTimeout(timer);
    },
  };
}

function isMethod<T extends object>(name: string, methods: T): name is string & keyof T {
  return Object.hasOwn(methods, name);
}

function stop(uploads: readonly Upload[]): void {
  for (const upload of uploads) upload.destroy('stopping');
}
