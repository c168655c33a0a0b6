import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A request that reached the image or volume service. */
export interface Hit {
  readonly method: string;
  readonly url: string;
  readonly headers: IncomingMessage['headers'];
}

/** A cloud that accepts any password and sends the responses that a test chooses. Tokens of `late` are expired. */
export interface FakeCloud {
  readonly authUrl: string;
  readonly hits: Hit[];
  /** Revoked tokens, in order. */
  readonly revoked: string[];
  readonly answerWith: (handler: (req: IncomingMessage, res: ServerResponse) => void) => void;
  /** Sets a function that runs before Keystone issues the token of a project. */
  readonly beforeScope: (hook: () => Promise<void>) => void;
  /** Closes every connection and refuses new ones. */
  readonly close: () => Promise<void>;
}

const domain = { id: 'default', name: 'Default' };
const projects = [
  { id: 'p-admin', name: 'admin', domain_id: 'default' },
  { id: 'p-dev', name: 'dev', domain_id: 'default' },
];
/** Roles of each user, by project id. */
const roles: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  admin: { 'p-admin': ['admin', 'member', 'reader'], 'p-dev': ['member', 'reader'] },
  alice: { 'p-dev': ['member', 'reader'] },
  bob: { 'p-dev': ['reader'] },
  carol: {},
  /** A member of one project and a reader of the other. */
  erin: { 'p-dev': ['member'], 'p-admin': ['reader'] },
  late: {},
};

export async function startFakeCloud(): Promise<FakeCloud> {
  const hits: Hit[] = [];
  const revoked: string[] = [];
  let handler = (_req: IncomingMessage, res: ServerResponse) => sendJson(res, 200, { images: [] });

  let scopeHook = async () => {};

  const server = createServer(async (req, res) => {
    const { method = '', url = '', headers } = req;
    if (url.startsWith('/identity')) {
      if (method === 'DELETE') revoked.push(String(headers['x-subject-token']));
      await identity(req, res, `http://${headers.host}`, () => scopeHook());
      return;
    }
    hits.push({ method, url, headers });
    handler(req, res);
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  return {
    authUrl: `http://127.0.0.1:${port}/identity/v3`,
    hits,
    revoked,
    answerWith: (next) => {
      handler = next;
    },
    beforeScope: (next) => {
      scopeHook = next;
    },
    close: () =>
      new Promise((done) => {
        server.close(() => done());
        server.closeAllConnections();
      }),
  };
}

/** Answers as Keystone. Tokens are `user` or `user/project`. */
async function identity(
  req: IncomingMessage,
  res: ServerResponse,
  base: string,
  beforeScope: () => Promise<void>,
): Promise<void> {
  const body = JSON.parse((await readText(req)) || '{}');
  if (req.method === 'DELETE') {
    res.writeHead(204).end();
  } else if (req.url?.endsWith('/auth/projects')) {
    const [user = ''] = String(req.headers['x-auth-token']).split('/');
    sendJson(res, 200, { projects: projects.filter((project) => project.id in (roles[user] ?? {})) });
  } else if (req.method === 'POST') {
    if (body.auth.scope !== 'unscoped') await beforeScope();
    issueToken(res, base, body.auth);
  } else {
    sendJson(res, 200, { version: { id: 'v3' } });
  }
}

interface AuthRequest {
  readonly identity: { password?: { user: { name: string } }; token?: { id: string } };
  readonly scope: 'unscoped' | { project: { id: string } };
}

function issueToken(res: ServerResponse, base: string, { identity: credentials, scope }: AuthRequest): void {
  const name = credentials.password?.user.name ?? credentials.token?.id.split('/')[0] ?? '';
  const project = scope === 'unscoped' ? undefined : projects.find((one) => one.id === scope.project.id);
  const names = project === undefined ? [] : roles[name]?.[project.id];
  if (!(name in roles) || names === undefined) {
    sendJson(res, 401, { error: { code: 401, message: 'The request you have made requires authentication.' } });
    return;
  }
  const endpoint = (url: string) => [{ interface: 'public', region: 'one', region_id: 'one', url }];
  const scoped = {
    project: { id: project?.id, name: project?.name, domain },
    roles: names.map((role) => ({ id: role, name: role })),
    catalog: [
      { type: 'image', endpoints: endpoint(`${base}/image`) },
      { type: 'volumev3', endpoints: endpoint(`${base}/volume/v3/${project?.id}`) },
    ],
  };
  const token = {
    user: { id: `u-${name}`, name, domain },
    expires_at: new Date(Date.now() + (name === 'late' ? -1 : 3_600_000)).toISOString(),
    ...(project === undefined ? {} : scoped),
  };
  res.setHeader('x-subject-token', project === undefined ? name : `${name}/${project.id}`);
  sendJson(res, 201, { token });
}

export function sendJson(res: ServerResponse, status: number, body: unknown): void {
  res.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}

async function readText(req: IncomingMessage): Promise<string> {
  let text = '';
  for await (const part of req) text += String(part);
  return text;
}
