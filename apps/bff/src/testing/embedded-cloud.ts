import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CSRF_HEADER } from '@console/bff-contract';
import { type FaultRule, startDevcloud } from '@console/devcloud';
import { startTestConsole } from './start.ts';

/** An embedded cloud in a folder of its own. */
export interface EmbeddedCloud {
  readonly authUrl: string;
  readonly setFaults: (rules: readonly FaultRule[]) => Promise<void>;
  readonly close: () => Promise<void>;
}

export async function startCloud(): Promise<EmbeddedCloud> {
  const stateDir = await mkdtemp(join(tmpdir(), 'console-test-'));
  const cloud = await startDevcloud({ stateDir, seed: 0 });
  return {
    authUrl: cloud.authUrl,
    async setFaults(rules) {
      const answer = await fetch(`${cloud.url}/control/faults`, { method: 'PUT', body: JSON.stringify(rules) });
      if (!answer.ok) throw new Error(await answer.text());
    },
    async close() {
      await cloud.close();
      await rm(stateDir, { recursive: true, force: true });
    },
  };
}

export interface CloudImage {
  readonly id: string;
  readonly status: string;
  readonly size: number | null;
  readonly os_hash_value: string | null;
}

/** Somebody signed in at a console. */
export interface Signed {
  /** What every request of his says. */
  readonly headers: Readonly<Record<string, string>>;
  readonly emptyImage: () => Promise<string>;
  readonly image: (id: string) => Promise<CloudImage>;
  readonly chooseProject: (name: string) => Promise<void>;
}

export interface ConsoleAtCloud {
  readonly url: string;
  readonly signIn: (username?: string) => Promise<Signed>;
  readonly stop: () => Promise<void>;
}

/** A whole console in front of a cloud. */
export async function startConsoleAt(
  cloud: EmbeddedCloud,
  env: Readonly<Record<string, string>> = {},
): Promise<ConsoleAtCloud> {
  const { url, browser, stop } = await startTestConsole({ authUrl: cloud.authUrl, env });
  return { url, stop, signIn: (username = 'admin') => signedIn(url, browser(), username) };
}

type TestBrowser = ReturnType<Awaited<ReturnType<typeof startTestConsole>>['browser']>;
const images = '/api/image/v2/images';

async function signedIn(url: string, browser: TestBrowser, username: string): Promise<Signed> {
  const session = await browser.signIn(username);
  return {
    headers: { Cookie: browser.cookie() ?? '', Origin: url, [CSRF_HEADER]: browser.csrfToken() ?? '' },
    async emptyImage() {
      const asked = { name: 'upload', disk_format: 'raw', container_format: 'bare' };
      const answer = await browser.sendJson('POST', images, asked);
      if (answer.status !== 201) throw new Error(`The image was not made: ${answer.status} ${answer.text}`);
      return (answer.json() as CloudImage).id;
    },
    async image(id) {
      const answer = await browser.send({ path: `${images}/${id}` });
      if (answer.status !== 200) throw new Error(`The image is not there: ${answer.status} ${answer.text}`);
      return answer.json() as CloudImage;
    },
    async chooseProject(name) {
      const projectId = session.projects.find((project) => project.name === name)?.id;
      const answer = await browser.sendJson('PUT', '/api/session/scope', { projectId });
      if (answer.status !== 200) throw new Error(`The project was not chosen: ${answer.status} ${answer.text}`);
    },
  };
}
