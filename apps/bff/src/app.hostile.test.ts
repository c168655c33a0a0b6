import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type FakeCloud, type Hit, sendJson, startFakeCloud } from './testing/fake-cloud.ts';
import { bodyMakers } from './testing/hostile/body-makers.ts';
import { credentialMakers } from './testing/hostile/credential-makers.ts';
import { framingMakers } from './testing/hostile/framing-makers.ts';
import { pathMakers } from './testing/hostile/path-makers.ts';
import { type HostileTarget, imageId, type RequestMaker, type TestUser } from './testing/hostile/request-maker.ts';
import { uploadMakers } from './testing/hostile/upload-makers.ts';
import { createRandom } from './testing/random.ts';
import { type RawAnswer, type RawRequest, sendRaw } from './testing/raw-request.ts';
import { send } from './testing/test-browser.ts';
import { startTestConsole, type TestConsole } from './testing/test-console.ts';

const total = 10_000;
const parallelRequests = 16;
const timeoutMs = 10_000;
/** Kinds with large bodies, which are slow; one request in 500 is of them. */
const rareKinds = ['oversized body', 'compressed body'];
const page = '<!doctype html><title>the page</title>';

const makers: Readonly<Record<string, RequestMaker>> = {
  ...pathMakers,
  ...framingMakers,
  ...credentialMakers,
  ...uploadMakers,
  ...bodyMakers,
};

let cloud: FakeCloud;
let bff: TestConsole;
let webRoot: string;
let target: HostileTarget;

beforeAll(async () => {
  webRoot = await mkdtemp(join(tmpdir(), 'console-pages-'));
  await writeFile(join(webRoot, 'index.html'), page);
  cloud = await startFakeCloud();
  // A PUT of image data is never answered, so that the upload stays open.
  cloud.answerWith(
    (req, res) => void (req.method === 'PUT' && req.headers.expect ? req.resume() : sendJson(res, 200, {})),
  );
  bff = await startTestConsole({ authUrl: cloud.authUrl, webRoot });
  target = await createTarget();
});
afterAll(async () => {
  await bff.stop();
  await cloud.close();
  await rm(webRoot, { recursive: true, force: true });
});

async function createTarget(): Promise<HostileTarget> {
  const signIn = async (name: string): Promise<TestUser> => {
    const browser = bff.browser();
    await browser.signIn(name);
    return { cookie: browser.cookie(), csrf: browser.csrfToken() };
  };
  const [admin, alice, bob, carol] = await Promise.all(['admin', 'alice', 'bob', 'carol'].map(signIn));
  const nobody: TestUser = { cookie: null, csrf: null };
  const { host } = new URL(bff.url);
  if (!admin || !alice || !bob || !carol) throw new Error('a user could not sign in');
  const users = { admin, alice, bob, carol, nobody };
  const opened = await send(bff.url, {
    method: 'POST',
    path: '/api/uploads',
    headers: {
      cookie: admin.cookie ?? '',
      'x-csrf-token': admin.csrf ?? '',
      origin: bff.url,
      'tus-resumable': '1.0.0',
      'upload-length': '10',
      'upload-metadata': `imageId ${Buffer.from(imageId).toString('base64')}`,
    },
  });
  const adminUpload = String(opened.headers.location).split('/').at(-1) ?? '';
  return { host, users, adminUpload };
}

interface Attempt {
  readonly kind: string;
  readonly request: RawRequest;
  readonly answer: RawAnswer;
  /** Requests that reached the cloud with this request's id. */
  readonly hits: readonly Hit[];
}

it(`the BFF refuses ${total} hostile requests: none reaches the cloud, hangs or reveals a secret`, {
  timeout: 120_000,
}, async () => {
  const random = createRandom(20_251_122);
  const kinds = Object.keys(makers);
  const usualKinds = kinds.filter((kind) => !rareKinds.includes(kind));
  const before = cloud.hits.length;
  const counts = new Map<string, number>();
  const faults = new Map<string, string[]>();
  let made = 0;

  const worker = async () => {
    while (made < total) {
      made += 1;
      const kind = made % 500 === 0 ? random.pick(rareKinds) : random.pick(usualKinds);
      const requestId = idOf(made);
      const request = withRequestId((makers[kind] as RequestMaker)(target, random), requestId);
      const answer = await sendRaw(bff.url, request, timeoutMs);
      const bucket = answer.status === 0 ? answer.end : `${Math.floor(answer.status / 100)}xx`;
      counts.set(bucket, (counts.get(bucket) ?? 0) + 1);
      const fault = faultOf({ kind, request, answer, hits: hitsOf(requestId) });
      if (fault !== null) faults.set(kind, [...(faults.get(kind) ?? []), fault]);
    }
  };
  const startedAt = performance.now();
  await Promise.all(Array.from({ length: parallelRequests }, worker));
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
  const hitCount = cloud.hits.length - before;
  const answers = [...counts].sort().map(([name, count]) => `${name} ${count}`);
  process.stdout.write(
    `hostile requests ${made}: reached ${hitCount}, faults ${[...faults.values()].flat().length}, ${answers.join(', ')}, ${seconds} s\n`,
  );

  // Two faults of each kind keep the failure message short.
  expect([...faults.values()].flatMap((some) => some.slice(0, 2))).toEqual([]);
  expect(hitCount).toBe(0);
  await expectWorking();
});

/** The id under which a request would reach the cloud. */
function idOf(count: number): string {
  return `req-00000000-0000-4000-8000-${String(count).padStart(12, '0')}`;
}

function withRequestId(request: RawRequest, requestId: string): RawRequest {
  const text = request.bytes.toString('latin1');
  const withId = text.replace(/^(.*HTTP\/1\.1\r\n)/, `$1X-Openstack-Request-Id: ${requestId}\r\n`);
  return { ...request, bytes: Buffer.from(withId, 'latin1') };
}

const hitsOf = (requestId: string) => cloud.hits.filter((hit) => hit.headers['x-openstack-request-id'] === requestId);

/** Describes what is wrong with the BFF's answer; `null` if nothing is. */
function faultOf({ kind, request, answer, hits }: Attempt): string | null {
  const sent = JSON.stringify(request.bytes.toString('latin1', 0, 300));
  const received = JSON.stringify(answer.text.replace(/\r\n[\s\S]*\r\n\r\n/, ' … '));
  const exchange = `${kind}: ${sent} → ${received}`;
  if (hits.length > 0) return `reached the cloud as ${hits[0]?.method} ${hits[0]?.url}: ${exchange}`;
  if (answer.end === 'silent') return `no answer: ${exchange}`;
  if (answer.status >= 500) return `server error: ${exchange}`;
  if (answer.status >= 200 && answer.status < 400 && !isHarmless(answer)) return `accepted: ${exchange}`;
  const secret = secretIn(answer.text);
  return secret === null ? null : `reveals ${secret}: ${exchange}`;
}

/** The page, which the BFF sends for every unknown path outside `/api`, and the answer of tus to OPTIONS. */
function isHarmless({ status, text }: RawAnswer): boolean {
  return text.includes('text/html') || (status === 204 && text.includes('Tus-Version'));
}

/** Names the secret in an answer: a token of the fake cloud, a session, a stack trace or a path on this disk. */
function secretIn(text: string): string | null {
  const [head = '', ...body] = text.split('\r\n\r\n');
  if (/(admin|alice|bob)\/p-(admin|dev)/.test(text)) return 'a token';
  if (/^set-cookie: /im.test(head)) return 'a session';
  if (/\n\s+at |\.[jt]s:\d+|node_modules|Error:/.test(body.join())) return 'a stack';
  for (const path of [process.cwd(), bff.stateDir, webRoot, tmpdir()]) {
    if (body.join().includes(path)) return 'a path';
  }
  return null;
}

async function expectWorking(): Promise<void> {
  const { admin } = target.users;
  const get = (path: string, headers = {}) =>
    send(bff.url, { path, headers: { cookie: admin.cookie ?? '', ...headers } });
  expect((await get('/healthz')).status).toBe(200);
  expect((await get('/api/session')).status).toBe(200);
  const before = cloud.hits.length;
  expect((await get('/api/image/v2/images')).status).toBe(200);
  expect(cloud.hits.length).toBe(before + 1);
  // The upload that other users attacked is unchanged.
  const upload = await send(bff.url, {
    method: 'HEAD',
    path: `/api/uploads/${target.adminUpload}`,
    headers: { cookie: admin.cookie ?? '', 'tus-resumable': '1.0.0' },
  });
  expect(upload.headers['upload-offset']).toBe('0');

  const log = bff.log();
  for (const secret of [admin.csrf, admin.cookie?.split('=')[1], 'admin/p-admin', '"level":"fatal"']) {
    expect(log).not.toContain(secret);
  }
  expect(log).not.toContain('unforeseen error');
  const metrics = (await get('/metrics')).text;
  const routes = new Set([...metrics.matchAll(/route="([^"]+)"/g)].map(([, route]) => route));
  expect(routes.size).toBeLessThan(60);
}
