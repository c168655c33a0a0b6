import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { send } from './testing/client.ts';
import { type FakeCloud, type Hit, sendJson, startFakeCloud } from './testing/fake-cloud.ts';
import { bodyMakers } from './testing/hostile/bodies.ts';
import { framingMakers } from './testing/hostile/framing.ts';
import { pathMakers } from './testing/hostile/paths.ts';
import { peopleMakers } from './testing/hostile/people.ts';
import { imageId, type Maker, type Person, type Stage } from './testing/hostile/request.ts';
import { uploadMakers } from './testing/hostile/uploads.ts';
import { createRandom } from './testing/random.ts';
import { type RawAnswer, type RawRequest, sendRaw } from './testing/raw.ts';
import { startTestConsole, type TestConsole } from './testing/start.ts';

const total = 10_000;
const atOnce = 16;
const patienceMs = 10_000;
/** The big ones take their time, and a few of them say as much as hundreds. */
const rare = ['oversized body', 'packed bomb'];
const page = '<!doctype html><title>the page</title>';

const makers: Readonly<Record<string, Maker>> = {
  ...pathMakers,
  ...framingMakers,
  ...peopleMakers,
  ...uploadMakers,
  ...bodyMakers,
};

let cloud: FakeCloud;
let bff: TestConsole;
let webRoot: string;
let stage: Stage;

beforeAll(async () => {
  webRoot = await mkdtemp(join(tmpdir(), 'console-pages-'));
  await writeFile(join(webRoot, 'index.html'), page);
  cloud = await startFakeCloud();
  // Uploads stay open; everything else is answered.
  cloud.answerWith(
    (req, res) => void (req.method === 'PUT' && req.headers.expect ? req.resume() : sendJson(res, 200, {})),
  );
  bff = await startTestConsole({ authUrl: cloud.authUrl, webRoot });
  stage = await setStage();
});
afterAll(async () => {
  await bff.stop();
  await cloud.close();
  await rm(webRoot, { recursive: true, force: true });
});

async function setStage(): Promise<Stage> {
  const person = async (name: string): Promise<Person> => {
    const browser = bff.browser();
    await browser.signIn(name);
    return { cookie: browser.cookie(), csrf: browser.csrfToken() };
  };
  const [admin, alice, bob, carol] = await Promise.all(['admin', 'alice', 'bob', 'carol'].map(person));
  const nobody: Person = { cookie: null, csrf: null };
  const { host } = new URL(bff.url);
  if (!admin || !alice || !bob || !carol) throw new Error('somebody could not sign in');
  const people = { admin, alice, bob, carol, nobody };
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
  const foreignUpload = String(opened.headers.location).split('/').at(-1) ?? '';
  return { host, people, foreignUpload };
}

interface Tried {
  readonly kind: string;
  readonly request: RawRequest;
  readonly answer: RawAnswer;
  /** What reached the cloud under the request's own id. */
  readonly hits: readonly Hit[];
}

it(`${total} hostile requests: none reaches the image API, none hangs, none shows a secret`, {
  timeout: 120_000,
}, async () => {
  const random = createRandom(20_251_122);
  const kinds = Object.keys(makers);
  const usual = kinds.filter((kind) => !rare.includes(kind));
  const before = cloud.hits.length;
  const counts = new Map<string, number>();
  const faults = new Map<string, string[]>();
  let made = 0;

  const worker = async () => {
    while (made < total) {
      made += 1;
      const kind = made % 500 === 0 ? random.pick(rare) : random.pick(usual);
      const requestId = idOf(made);
      const request = named((makers[kind] as Maker)(stage, random), requestId);
      const answer = await sendRaw(bff.url, request, patienceMs);
      const bucket = answer.status === 0 ? answer.end : `${Math.floor(answer.status / 100)}xx`;
      counts.set(bucket, (counts.get(bucket) ?? 0) + 1);
      const fault = faultOf({ kind, request, answer, hits: hitsOf(requestId) });
      if (fault !== null) faults.set(kind, [...(faults.get(kind) ?? []), fault]);
    }
  };
  const begun = performance.now();
  await Promise.all(Array.from({ length: atOnce }, worker));
  const seconds = ((performance.now() - begun) / 1000).toFixed(1);
  const reached = cloud.hits.length - before;
  const answers = [...counts].sort().map(([name, count]) => `${name} ${count}`);
  process.stdout.write(
    `hostile requests ${made}: reached ${reached}, faults ${[...faults.values()].flat().length}, ${answers.join(', ')}, ${seconds} s\n`,
  );

  // Two of each kind are enough to see what is wrong.
  expect([...faults.values()].flatMap((some) => some.slice(0, 2))).toEqual([]);
  expect(reached).toBe(0);
  await expectAlive();
});

/** Every request has an id, which goes with it wherever it goes. */
function idOf(count: number): string {
  return `req-00000000-0000-4000-8000-${String(count).padStart(12, '0')}`;
}

function named(request: RawRequest, requestId: string): RawRequest {
  const text = request.bytes.toString('latin1');
  const withId = text.replace(/^(.*HTTP\/1\.1\r\n)/, `$1X-Openstack-Request-Id: ${requestId}\r\n`);
  return { ...request, bytes: Buffer.from(withId, 'latin1') };
}

const hitsOf = (requestId: string) => cloud.hits.filter((hit) => hit.headers['x-openstack-request-id'] === requestId);

function faultOf({ kind, request, answer, hits }: Tried): string | null {
  const asked = JSON.stringify(request.bytes.toString('latin1', 0, 300));
  const answered = JSON.stringify(answer.text.replace(/\r\n[\s\S]*\r\n\r\n/, ' … '));
  const shown = `${kind}: ${asked} → ${answered}`;
  if (hits.length > 0) return `reached the cloud as ${hits[0]?.method} ${hits[0]?.url}: ${shown}`;
  if (answer.end === 'silent') return `no answer: ${shown}`;
  if (answer.status >= 500) return `broke something: ${shown}`;
  if (answer.status >= 200 && answer.status < 400 && !isHarmless(answer)) return `let through: ${shown}`;
  const secret = secretIn(answer.text);
  return secret === null ? null : `shows ${secret}: ${shown}`;
}

/** The page, which every unknown address outside the API answers; and what tus says of itself. */
function isHarmless({ status, text }: RawAnswer): boolean {
  return text.includes('text/html') || (status === 204 && text.includes('Tus-Version'));
}

/** What only the console knows: tokens as the fake cloud makes them, sessions, stacks, places on its disk. */
function secretIn(text: string): string | null {
  const [head = '', ...body] = text.split('\r\n\r\n');
  if (/(admin|alice|bob)\/p-(admin|dev)/.test(text)) return 'a token';
  if (/^set-cookie: /im.test(head)) return 'a session';
  if (/\n\s+at |\.[jt]s:\d+|node_modules|Error:/.test(body.join())) return 'a stack';
  for (const place of [process.cwd(), bff.stateDir, webRoot, tmpdir()]) {
    if (body.join().includes(place)) return 'a path';
  }
  return null;
}

async function expectAlive(): Promise<void> {
  const { admin } = stage.people;
  const ask = (path: string, headers = {}) =>
    send(bff.url, { path, headers: { cookie: admin.cookie ?? '', ...headers } });
  expect((await ask('/healthz')).status).toBe(200);
  expect((await ask('/api/session')).status).toBe(200);
  const before = cloud.hits.length;
  expect((await ask('/api/image/v2/images')).status).toBe(200);
  expect(cloud.hits.length).toBe(before + 1);
  // The upload that others played with stands where it stood.
  const upload = await send(bff.url, {
    method: 'HEAD',
    path: `/api/uploads/${stage.foreignUpload}`,
    headers: { cookie: admin.cookie ?? '', 'tus-resumable': '1.0.0' },
  });
  expect(upload.headers['upload-offset']).toBe('0');

  const log = bff.log();
  for (const secret of [admin.csrf, admin.cookie?.split('=')[1], 'admin/p-admin', '"level":"fatal"']) {
    expect(log).not.toContain(secret);
  }
  expect(log).not.toContain('unforeseen error');
  const metrics = (await ask('/metrics')).text;
  const routes = new Set([...metrics.matchAll(/route="([^"]+)"/g)].map(([, route]) => route));
  expect(routes.size).toBeLessThan(60);
}
