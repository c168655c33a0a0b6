import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CSRF_HEADER } from '@console/bff-contract';
import { type FaultRule, startDevcloud } from '@console/devcloud';
import type { TestBrowser } from './test-browser.ts';
import { startTestConsole } from './test-console.ts';

/** An embedded cloud with a state directory of its own. */
export interface TestCloud {
  readonly authUrl: string;
  readonly setFaults: (rules: readonly FaultRule[]) => Promise<void>;
  readonly close: () => Promise<void>;
}

export async function startTestCloud(): Promise<TestCloud> {
  const stateDir = await mkdtemp(join(tmpdir(), 'console-test-'));
  const cloud = await startDevcloud({ stateDir, seed: 0 });
  return {
    authUrl: cloud.authUrl,
    async setFaults(rules) {
      const response = await fetch(`${cloud.url}/control/faults`, { method: 'PUT', body: JSON.stringify(rules) });
      if (!response.ok) throw new Error(await response.text());
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

/** A user who is signed in at a console. */
export interface SignedInUser {
  /** Cookie, Origin and CSRF token, for requests that a test sends without the test browser. */
  readonly headers: Readonly<Record<string, string>>;
  /** Creates a raw image without data and returns its id. */
  readonly createImage: () => Promise<string>;
  readonly fetchImage: (id: string) => Promise<CloudImage>;
  readonly selectProject: (name: string) => Promise<void>;
}

export interface ConsoleAtCloud {
  readonly url: string;
  readonly signIn: (username?: string) => Promise<SignedInUser>;
  readonly stop: () => Promise<void>;
}

/** Starts a whole console for the cloud. */
export async function startConsoleAt(
  cloud: TestCloud,
  env: Readonly<Record<string, string>> = {},
): Promise<ConsoleAtCloud> {
  const { url, browser, stop } = await startTestConsole({ authUrl: cloud.authUrl, env });
  return { url, stop, signIn: (username = 'admin') => signIn(url, browser(), username) };
}

const imagesPath = '/api/image/v2/images';

async function signIn(url: string, browser: TestBrowser, username: string): Promise<SignedInUser> {
  const session = await browser.signIn(username);
  return {
    headers: { Cookie: browser.cookie() ?? '', Origin: url, [CSRF_HEADER]: browser.csrfToken() ?? '' },
    async createImage() {
      const image = { name: 'upload', disk_format: 'raw', container_format: 'bare' };
      const answer = await browser.sendJson('POST', imagesPath, image);
      if (answer.status !== 201) throw new Error(`the image was not created: ${answer.status} ${answer.text}`);
      return (answer.json() as CloudImage).id;
    },
    async fetchImage(id) {
      const answer = await browser.send({ path: `${imagesPath}/${id}` });
      if (answer.status !== 200) throw new Error(`the image was not found: ${answer.status} ${answer.text}`);
      return answer.json() as CloudImage;
    },
    async selectProject(name) {
      const projectId = session.projects.find((project) => project.name === name)?.id;
      const answer = await browser.sendJson('PUT', '/api/session/scope', { projectId });
      if (answer.status !== 200) throw new Error(`the project was not selected: ${answer.status} ${answer.text}`);
    },
  };
}
