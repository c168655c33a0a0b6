import type { FaultRule } from '@console/devcloud';
import { test as base, expect, type Page } from '@playwright/test';
import { atCloud, type Cloud } from './cloud.ts';
import { type RunningConsole, startConsole } from './console.ts';
import { setFaults } from './faults.ts';
import { accountOf, type Person, type Project, projectName } from './real-cloud.ts';
import { type Language, words } from './words.ts';

export { type Person, projectName } from './real-cloud.ts';
export { type Language, languages, say, words } from './words.ts';
export { expect };

const withLanguage = (address: string, language: Language): string =>
  `${address}${address.includes('?') ? '&' : '?'}lang=${language}`;

/** Signs in through the page, as a person does, and ends at the address given. */
export async function signIn(
  page: Page,
  person: Person,
  language: Language,
  address = '/compute/images',
): Promise<void> {
  const w = words[language];
  await page.goto(withLanguage(address, language));
  await fillSignIn(page, person, language);
  await expect(page.getByRole('button', { name: w.signIn, exact: true })).toBeHidden();
}

/** Fills the form and sends it; what comes of it is the caller's to look at. */
export async function fillSignIn(
  page: Page,
  person: Person,
  language: Language,
  password = accountOf(person).password,
): Promise<void> {
  const w = words[language];
  await page.getByLabel(w.username, { exact: true }).fill(accountOf(person).name);
  await page.getByLabel(w.password, { exact: true }).fill(password);
  await page.getByRole('button', { name: w.signIn, exact: true }).click();
}

/** Signs in without the page, where signing in is not what the journey is about, and opens the address. */
export type Enter = (person: Person, language: Language, address?: string, project?: Project) => Promise<void>;

function entering(page: Page, { url }: RunningConsole): Enter {
  const send = async (method: 'post' | 'put', path: string, data: unknown, csrf = '') => {
    const answer = await page.request[method](path, { data, headers: { Origin: url, 'X-CSRF-Token': csrf } });
    if (!answer.ok()) throw new Error(`${path}: ${answer.status()} ${await answer.text()}`);
    return (await answer.json()) as { csrfToken: string; projects: { id: string; name: string }[] };
  };
  return async (person, language, address = '/compute/images', project) => {
    const { name: username, password } = accountOf(person);
    const session = await send('post', '/api/session', { username, password });
    const wanted = session.projects.find(({ name }) => project !== undefined && name === projectName(project));
    if (wanted !== undefined) await send('put', '/api/session/scope', { projectId: wanted.id }, session.csrfToken);
    await page.goto(withLanguage(address, language));
  };
}

interface Tools {
  readonly baseURL: string;
  readonly enter: Enter;
  /** Makes the embedded cloud fail; taken away again when the journey ends. Such journeys are tagged `@embedded`. */
  readonly fail: (...rules: readonly FaultRule[]) => Promise<void>;
  /** Has the embedded cloud look into all data, as a real one of release 2025.1 does by itself. Such journeys are tagged `@matching`. */
  readonly matchFormats: () => Promise<void>;
}

export interface Worker {
  /** Keystone of the cloud the journeys run against; empty: an embedded cloud of their own. */
  readonly authUrl: string;
  /** Who may do what, and how the cloud spells things; a file of journeys can ask for the others. */
  readonly policy: 'ecf' | 'openstack';
  readonly profile: 'ecf' | 'openstack';
  /** One console for all journeys of a worker. */
  readonly served: RunningConsole;
  /** The administrator straight at the cloud, to prepare and to look behind the page. */
  readonly cloud: Cloud;
}

export const test = base.extend<Tools, Worker>({
  authUrl: ['', { option: true, scope: 'worker' }],
  policy: ['ecf', { option: true, scope: 'worker' }],
  profile: ['ecf', { option: true, scope: 'worker' }],
  served: [
    async ({ authUrl, policy, profile }, use) => {
      const cloud = { OS_AUTH_URL: authUrl, CLOUD_PROFILE: profile, CONSOLE_POLICY: policy, EMBEDDED_SEED: '40' };
      const home = { CONSOLE_ADMIN_PROJECT: `Default/${projectName('admin')}` };
      const served = await startConsole({ env: { ...cloud, ...home } });
      await use(served);
      await served.stop();
    },
    { scope: 'worker', timeout: 120_000 },
  ],
  cloud: [
    async ({ served }, use) => {
      await use(await atCloud(served.authUrl, 'admin'));
    },
    { scope: 'worker' },
  ],
  baseURL: async ({ served }, use) => {
    await use(served.url);
  },
  enter: async ({ page, served }, use) => {
    await use(entering(page, served));
  },
  fail: async ({ served }, use) => {
    await use((...rules) => setFaults(served, rules));
    await setFaults(served, []);
  },
  matchFormats: async ({ authUrl, served }, use) => {
    const rules: readonly FaultRule[] = [{ match: { service: 'image' }, effect: { kind: 'matchFormats' } }];
    const isEmbedded = authUrl === '';
    await use(() => (isEmbedded ? setFaults(served, rules) : Promise.resolve()));
    if (isEmbedded) await setFaults(served, []);
  },
});
