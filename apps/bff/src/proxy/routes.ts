import { paths } from '@console/bff-contract';
import { type Request, type Response, Router } from 'express';
import type { ServiceKind } from '../auth/catalog.ts';
import type { CloudTransport } from '../auth/transport.ts';
import { type TlsToCloud, tlsOptions } from '../config.ts';
import { defaultBodyLimits, wholeBody } from '../http/body.ts';
import { headersToBrowser, uploadHeadersToCloud } from '../http/headers.ts';
import { type Answer, judge } from '../http/judge.ts';
import { requestIdOf } from '../http/request-id.ts';
import { labelRoute } from '../ops/label.ts';
import type { Grants } from '../policy/grants.ts';
import { ProblemError } from '../problem.ts';
import { endSession } from '../session/current.ts';
import { pipeBody } from '../uploads/index.ts';
import { admit, type Passage } from './admit.ts';
import type { Carrier } from './carry.ts';
import { nameOfDownload } from './download.ts';
import { jsonBody } from './write.ts';

export interface CloudRoutesDeps {
  readonly grants: Grants;
  readonly carrier: Carrier;
  readonly transport: CloudTransport;
  readonly tls: TlsToCloud;
  /** True once the console has been told to stop: nothing long begins any more. */
  readonly stopping: () => boolean;
}

/** `/api/image` and `/api/volume`: the policy's gate, then the way that fits what is carried. */
export function cloudRoutes(deps: CloudRoutesDeps): Router {
  const router = Router({ caseSensitive: true });
  const through = (service: ServiceKind) => async (req: Request, res: Response) => {
    const passage = admit(req, service, deps.grants);
    labelRoute(res, passage.mount + passage.route.path);
    await ways[passage.route.carriage](req, res, passage);
  };

  const ways = {
    async json(req: Request, res: Response, passage: Passage) {
      const body = isWrite(req) ? await readBody(req, res) : null;
      await deps.carrier.carry(req, res, passage, body, () => endSession(req));
    },
    async download(req: Request, res: Response, passage: Passage) {
      const fileName = await nameOfDownload(passage, deps.transport, requestIdOf(res));
      await deps.carrier.carry(req, res, { ...passage, fileName }, null, () => endSession(req));
    },
    async upload(req: Request, res: Response, passage: Passage) {
      if (deps.stopping()) throw new ProblemError('stopping', 'the console is stopping');
      await pipeBody(req, res, {
        url: passage.endpoint + passage.path,
        headers: uploadHeadersToCloud(req.headers, { token: passage.token.value, requestId: requestIdOf(res) }),
        answerHeaders: (given) => headersToBrowser(given, passage),
        refuse: (answer) => refusalOf(req, { ...answer, at: passage.at }),
        tls: tlsOptions(deps.tls),
      });
    },
  };

  router.use(paths.image, through('image'));
  router.use(paths.volume, through('volume'));
  return router;
}

async function refusalOf(req: Request, answer: Answer): Promise<ProblemError | null> {
  const verdict = judge(answer);
  if (verdict.kind === 'pass') return null;
  if (verdict.problem.code === 'sessionGone') await endSession(req);
  return verdict.problem;
}

const isWrite = ({ method }: Request) => method !== 'GET' && method !== 'DELETE';
const whole = wholeBody(defaultBodyLimits);

function readBody(req: Request, res: Response): Promise<Buffer> {
  return new Promise<void>((done, failed) => {
    whole(req, res, (error?: unknown) => {
      if (error) failed(error);
      else done();
    });
  }).then(() => jsonBody(req));
}
