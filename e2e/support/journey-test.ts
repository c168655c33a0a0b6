import type { FaultRule } from '@console/devcloud';
import { test as base, type Page } from '@playwright/test';
import { accountOf, type ProjectName, projectNameOf, type UserName } from './accounts.ts';
import { type CloudClient, signInToCloud } from './cloud-client.ts';
import { type RunningConsole, setFaults, startConsole } from './console.ts';
import { type Labels, type Language, labelsOf, languages } from './labels.ts';

/** Signs in through the BFF's API and opens an address. Journeys about signing in use the form instead. */
export type SignInAndOpen = (user: UserName, address?: string, project?: ProjectName) => Promise<void>;

/** Fault switches of the embedded cloud. Journeys that use them are tagged `@embedded`. */
export interface FaultSwitches {
  readonly set: (...rules: readonly FaultRule[]) => Promise<void>;
  readonly clear: () => Promise<void>;
}

interface JourneyFixtures {
  readonly baseURL: string;
  /** Language of the browser. `test.use({ language })` sets it for journeys in which the texts themselves are tested. */
  readonly language: Language;
  readonly locale: string;
  readonly labels: Labels;
  readonly signInAndOpen: SignInAndOpen;
  readonly faults: FaultSwitches;
  /** Makes the embedded cloud check the format of all data, as Glance 30 (2025.1) does. Such journeys are tagged `@format-check`. */
  readonly enableFormatCheck: () => Promise<void>;
}

export interface WorkerFixtures {
  /** Keystone of the cloud the journeys run against. If it is empty, every worker starts an embedded cloud. */
  readonly authUrl: string;
  /** The console's policy and cloud profile, which a spec sets with `test.use`. */
  readonly policy: 'ecf' | 'openstack';
  readonly profile: 'ecf' | 'openstack';
  /** The console that all journeys of a worker share. */
  readonly runningConsole: RunningConsole;
  /** The administrator's API client, which prepares data and checks results. */
  readonly cloud: CloudClient;
}

/** The test function of all journeys. */
export const test = base.extend<JourneyFixtures, WorkerFixtures>({
  authUrl: ['', { option: true, scope: 'worker' }],
  policy: ['ecf', { option: true, scope: 'worker' }],
  profile: ['ecf', { option: true, scope: 'worker' }],
  runningConsole: [
    async ({ authUrl, policy, profile }, use) => {
      const runningConsole = await startConsole({
        env: {
          OS_AUTH_URL: authUrl,
          CLOUD_PROFILE: profile,
          CONSOLE_POLICY: policy,
          EMBEDDED_SEED: '40',
          CONSOLE_ADMIN_PROJECT: `Default/${projectNameOf('admin')}`,
        },
      });
      await use(runningConsole);
      await runningConsole.stop();
    },
    { scope: 'worker', timeout: 120_000 },
  ],
  cloud: [
    async ({ runningConsole }, use) => {
      await use(await signInToCloud(runningConsole.authUrl, 'admin'));
    },
    { scope: 'worker' },
  ],
  baseURL: async ({ runningConsole }, use) => {
    await use(runningConsole.url);
  },
  // About half of the journeys run in each language; on a real cloud every journey runs in the other one.
  language: [
    async ({ authUrl }, use, { title }) => {
      const isRealCloud = authUrl !== '';
      await use(languages[(title.length + Number(isRealCloud)) % 2] ?? 'zh-CN');
    },
    { option: true },
  ],
  locale: async ({ language }, use) => {
    await use(language);
  },
  labels: async ({ language }, use) => {
    await use(labelsOf(language));
  },
  signInAndOpen: async ({ page, runningConsole }, use) => {
    await use(signInAndOpenIn(page, runningConsole));
  },
  faults: async ({ runningConsole }, use) => {
    const clear = () => setFaults(runningConsole, []);
    await use({ set: (...rules) => setFaults(runningConsole, rules), clear });
    await clear();
  },
  enableFormatCheck: async ({ authUrl, runningConsole }, use) => {
    const isEmbedded = authUrl === '';
    const rule: FaultRule = { match: { service: 'image' }, effect: { kind: 'matchFormats' } };
    await use(async () => {
      if (isEmbedded) await setFaults(runningConsole, [rule]);
    });
    if (isEmbedded) await setFaults(runningConsole, []);
  },
});

function signInAndOpenIn(page: Page, { url }: RunningConsole): SignInAndOpen {
  const send = async (method: 'post' | 'put', path: string, data: unknown, csrfToken = '') => {
    const response = await page.request[method](path, { data, headers: { Origin: url, 'X-CSRF-Token': csrfToken } });
    if (!response.ok()) throw new Error(`${path}: ${response.status()} ${await response.text()}`);
    return (await response.json()) as { csrfToken: string; projects: { id: string; name: string }[] };
  };
  return async (user, address = '/compute/images', project) => {
    const { name: username, password } = accountOf(user);
    const session = await send('post', '/api/session', { username, password });
    const scope = session.projects.find(({ name }) => project !== undefined && name === projectNameOf(project));
    if (scope !== undefined) await send('put', '/api/session/scope', { projectId: scope.id }, session.csrfToken);
    await page.goto(address);
  };
}
