import { paths } from '@console/bff-contract';
import type { Request, Response } from 'express';
import { ProblemError } from '../problem.ts';
import { answerEarly } from './answer.ts';
import { createOpener, type OpenerDeps, type Owner } from './create.ts';
import type { UploadLimits } from './limits.ts';
import { offsetProblem, progress, throwIfFailed } from './problems.ts';
import { bodyLength, checkVersion, readCreation, readOffset } from './tus.ts';
import type { Upload } from './upload.ts';

export interface HandlerDeps extends OpenerDeps {
  readonly resolve: (request: Request) => Promise<Owner>;
  /** Whose uploads the request may speak of, whatever he may do in the project he works in by now. */
  readonly userOf: (request: Request) => string;
  /** The image API no longer takes the user's token: forgets the session. */
  readonly endSession: (request: Request) => Promise<void>;
}

type Handler = (request: Request, response: Response) => Promise<void>;

export interface Handlers {
  readonly create: Handler;
  readonly head: Handler;
  readonly append: Handler;
  readonly remove: Handler;
}

export function createHandlers(deps: HandlerDeps): Handlers {
  const { resolve, userOf, registry, limits } = deps;
  const open = createOpener(deps);

  const find = (request: Request): Upload => {
    checkVersion(request.headers);
    return registry.find(String(request.params.id), userOf(request));
  };

  return {
    async create(request, response) {
      checkVersion(request.headers);
      const creation = readCreation(request.headers);
      const owner = await resolve(request);
      const gone = new AbortController();
      response.once('close', () => gone.abort());
      const upload = await open(creation, owner, {
        requestId: String(response.locals.requestId),
        signal: gone.signal,
        endSession: () => deps.endSession(request),
      });
      // Nobody has heard of it.
      if (gone.signal.aborted) return upload.destroy('cancelled');
      registry.add(upload);
      const location = `${paths.uploads}/${upload.id}`;
      response.status(201).set(progress(upload)).set('Location', location).end();
    },

    async head(request, response) {
      const upload = find(request);
      await upload.takeOver();
      throwIfFailed(upload.state(), upload);
      response.status(200).set(progress(upload)).set('Upload-Metadata', upload.metadata).end();
    },

    async append(request, response) {
      const upload = find(request);
      const offset = readOffset(request.headers);
      const bytes = bodyLength(request.headers);
      const how = await upload.append(request, () => checkSlice(upload, offset, bytes, limits));
      if (how === 'cut') return;
      if (upload.state().kind !== 'open') throwIfFailed(await upload.settled(), upload);
      answerEarly(request, response, { status: 204, headers: progress(upload), body: '' }, limits.lingerMs);
    },

    async remove(request, response) {
      const upload = find(request);
      upload.destroy('cancelled');
      await upload.takeOver();
      registry.remove(upload);
      response.status(204).end();
    },
  };
}

function checkSlice(upload: Upload, offset: number, bytes: number | null, limits: UploadLimits): void {
  throwIfFailed(upload.state(), upload);
  if (offset !== upload.offset()) throw offsetProblem(upload);
  if (bytes === null) throw new ProblemError('badRequest', 'a slice needs a Content-Length');
  const most = Math.min(limits.sliceBytes, upload.length - offset);
  if (bytes > most) throw new ProblemError('tooLarge', `at most ${most} bytes can follow here in one slice`);
}
