import { paths, TUS_VERSION } from '@console/bff-contract';
import { type Request, type Response, Router } from 'express';
import { type CloudTimeouts, defaultCloudTimeouts } from '../cloud/timeouts.ts';
import type { TlsOptions } from '../config.ts';
import { respondEarly } from '../http/early-response.ts';
import { requestIdOf } from '../http/request-id.ts';
import { sendProblem, toProblem } from '../http/send-problem.ts';
import type { AuthorizedUpload } from '../policy/authorize-request.ts';
import { ProblemError } from '../problem.ts';
import type { GetFromImageApi } from './diagnose-failure.ts';
import { createOpenUpload, type UploadMetrics } from './open-upload.ts';
import { checkVersion, parseCreation, parseSlice, progressHeaders, type TusSlice } from './tus-headers.ts';
import type { Upload } from './upload.ts';
import { defaultUploadLimits, type UploadLimits } from './upload-limits.ts';
import { offsetProblem, throwIfFailed } from './upload-problems.ts';
import { createUploadRegistry } from './upload-registry.ts';

export interface UploadRoutesDeps {
  /** Authorizes a new upload. @throws ProblemError `sessionGone`, `denied`, `noProject`, `serviceMissing` */
  readonly authorize: (request: Request) => AuthorizedUpload;
  /** Returns the user whose uploads the request may use, in any project. @throws ProblemError `sessionGone` */
  readonly userIdOf: (request: Request) => string;
  readonly getFromImageApi: GetFromImageApi;
  /** Runs when the image API rejects the token. */
  readonly endSession: (request: Request) => Promise<void>;
  readonly log: { error(details: object, text: string): void };
  readonly limits?: Partial<UploadLimits> | undefined;
  readonly timeouts?: CloudTimeouts | undefined;
  readonly tls: TlsOptions;
  readonly metrics: UploadMetrics;
}

export interface UploadRoutes {
  /** To be mounted at `paths.uploads`, before any body parser. */
  readonly router: Router;
  /** Refuses new uploads, waits `drainMs` for those that receive bytes, and then ends the rest. */
  drain(): Promise<void>;
  /** Number of open uploads, and their bytes in memory. */
  gauge(): { open: number; buffered: number };
}

type Handler = (request: Request, response: Response) => Promise<void>;

/** Creates the routes of tus 1.0.0 with `creation`, `termination` and `expiration`; bff-contract describes them. */
export function createUploadRoutes(deps: UploadRoutesDeps): UploadRoutes {
  const { authorize, userIdOf, getFromImageApi, tls, metrics, timeouts = defaultCloudTimeouts } = deps;
  const limits = { ...defaultUploadLimits, ...deps.limits };
  const registry = createUploadRegistry(limits);
  const openUpload = createOpenUpload({ getFromImageApi, registry, limits, timeouts, tls, metrics });

  const findUpload = (request: Request): Upload => {
    checkVersion(request.headers);
    return registry.find(String(request.params.id), userIdOf(request));
  };

  const create: Handler = async (request, response) => {
    checkVersion(request.headers);
    const creation = parseCreation(request.headers);
    const owner = authorize(request);
    const gone = new AbortController();
    response.once('close', () => gone.abort());
    const upload = await openUpload(creation, owner, {
      requestId: requestIdOf(response),
      signal: gone.signal,
      endSession: () => deps.endSession(request),
    });
    // The browser has gone and will never learn the Location.
    if (gone.signal.aborted) return upload.destroy('cancelled');
    registry.add(upload);
    response.status(201).set(progressHeaders(upload)).set('Location', `${paths.uploads}/${upload.id}`).end();
  };

  const head: Handler = async (request, response) => {
    const upload = findUpload(request);
    await upload.takeOver();
    throwIfFailed(upload.state(), upload);
    response.status(200).set(progressHeaders(upload)).set('Upload-Metadata', upload.metadata).end();
  };

  const append: Handler = async (request, response) => {
    const upload = findUpload(request);
    const slice = parseSlice(request.headers);
    const pipeEnd = await upload.append(request, () => checkSlice(upload, slice, limits));
    if (pipeEnd === 'cut') return;
    if (upload.state().kind !== 'open') throwIfFailed(await upload.settled(), upload);
    respondEarly(response, { status: 204, headers: progressHeaders(upload), body: '' });
  };

  const remove: Handler = async (request, response) => {
    const upload = findUpload(request);
    upload.destroy('cancelled');
    await upload.takeOver();
    registry.remove(upload);
    response.status(204).end();
  };

  /** Sends problems from here, because the request's body may still be arriving. */
  const withProblems = (handle: Handler) => async (request: Request, response: Response) => {
    response.setHeader('Tus-Resumable', TUS_VERSION);
    try {
      await handle(request, response);
    } catch (error) {
      const problem = toProblem(error);
      if (problem.code === 'internal') deps.log.error({ err: error }, 'upload failed');
      sendProblem(response, problem);
    }
  };
  const byMethod = { HEAD: withProblems(head), PATCH: withProblems(append), DELETE: withProblems(remove) } as const;

  const router = Router({ caseSensitive: true });
  router.options(['/', '/:id'], (_request, response) => {
    const headers = {
      'Tus-Resumable': TUS_VERSION,
      'Tus-Version': TUS_VERSION,
      'Tus-Extension': 'creation,termination,expiration',
      'Tus-Max-Size': String(limits.fileBytes),
    };
    response.status(204).set(headers).end();
  });
  router.post('/', withProblems(create));
  router.head('/:id', byMethod.HEAD);
  router.patch('/:id', byMethod.PATCH);
  router.delete('/:id', byMethod.DELETE);
  // tus: clients that can only GET and POST name the method in a header. The CSRF guard has checked the POST.
  router.post('/:id', (request, response, next) => {
    const method = request.get('X-HTTP-Method-Override') ?? '';
    if (!isKeyOf(byMethod, method)) return next();
    return byMethod[method](request, response);
  });
  router.all(['/', '/:id'], () => {
    throw new ProblemError('methodNotAllowed', 'uploads accept POST, HEAD, PATCH and DELETE');
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
      const endAll = () => {
        for (const upload of open) upload.destroy('stopping');
      };
      const timer = setTimeout(endAll, limits.drainMs);
      await Promise.all(open.map((upload) => upload.settled()));
      clearTimeout(timer);
    },
  };
}

/** @throws ProblemError `uploadOffset`, `badRequest`, `tooLarge`, and the upload's own failure */
function checkSlice(upload: Upload, { offset, bytes }: TusSlice, { sliceBytes }: UploadLimits): void {
  throwIfFailed(upload.state(), upload);
  if (offset !== upload.offset()) throw offsetProblem(upload);
  if (bytes === null) throw new ProblemError('badRequest', 'a slice needs a Content-Length');
  const maxBytes = Math.min(sliceBytes, upload.length - offset);
  if (bytes > maxBytes) throw new ProblemError('tooLarge', `a slice may have ${maxBytes} bytes at this offset`);
}

function isKeyOf<T extends object>(object: T, name: string): name is string & keyof T {
  return Object.hasOwn(object, name);
}
