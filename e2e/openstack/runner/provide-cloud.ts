import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { type Accounts, readAccounts } from '@console/devcloud/accounts';
import type { Release, RunOptions } from './command-line.ts';
import { runProgram } from './run-program.ts';

/** A cloud to test on. */
export interface RealCloud {
  readonly kind: 'cloud';
  readonly release: Release;
  /** Keystone v3. */
  readonly authUrl: string;
  readonly accounts: Accounts;
  /** Restarts the image service with conversion on; `null` if it was not started for the tests. */
  readonly enableConversion: (() => Promise<void>) | null;
  /** Stops what was started for the tests, and nothing else. */
  readonly stop: () => Promise<void>;
}

interface NoCloud {
  readonly kind: 'none';
  readonly reason: string;
}

/** Returns the cloud that the options name, or starts one on this machine. */
export async function provideCloud({ authUrl, release, accounts }: RunOptions): Promise<RealCloud | NoCloud> {
  if (authUrl !== null) {
    return { kind: 'cloud', release, authUrl, accounts, enableConversion: null, stop: () => Promise.resolve() };
  }
  const obstacle = findObstacle();
  return obstacle === null ? startCloud(release) : { kind: 'none', reason: obstacle };
}

function findObstacle(): string | null {
  const alternative = 'Set OS_AUTH_URL to test on a cloud that runs already (npm run test:openstack -- --help).';
  if (!isDebian12()) return `Its packages are those of Debian 12; this is another system. ${alternative}`;
  if (process.getuid?.() !== 0) return `Installing and starting them takes root. ${alternative}`;
  return null;
}

function isDebian12(): boolean {
  try {
    const system = readFileSync('/etc/os-release', 'utf8');
    return /^ID=debian$/m.test(system) && /^VERSION_ID="?12\b/m.test(system);
  } catch {
    return false;
  }
}

async function startCloud(release: Release): Promise<RealCloud | NoCloud> {
  const before = await fetchStatus(release);
  const listStartedServices = async () =>
    (await fetchStatus(release)).running.filter((name) => !before.running.includes(name));
  const stopServices = async (services: readonly string[]) => {
    if (services.length > 0) await runProgram(scriptPath('down'), ['--release', release, ...services]);
  };
  const stop = async () => stopServices(await listStartedServices());
  if (!(await runProgram(scriptPath('up'), ['--release', release]))) {
    await stop();
    return { kind: 'none', reason: `The services of ${release} could not be installed or started; see above.` };
  }
  const enableConversion = async () => {
    await stopServices(['glance']);
    const env = { ...process.env, OPENSTACK_IMPORT_PLUGINS: 'image_conversion' };
    if (await runProgram(scriptPath('up'), ['--release', release], { env })) return;
    throw new Error('The image service did not start with conversion on');
  };
  const isGlanceStarted = (await listStartedServices()).includes('glance');
  return {
    kind: 'cloud',
    release,
    authUrl: before.authUrl,
    // `up` creates the embedded cloud's users, whatever the environment says about other clouds.
    accounts: readAccounts({}),
    enableConversion: isGlanceStarted ? enableConversion : null,
    stop,
  };
}

const scriptPath = (name: 'up' | 'down' | 'status'): string => fileURLToPath(new URL(`../${name}`, import.meta.url));

interface Status {
  /** Address of Keystone v3, whether it runs or not. */
  readonly authUrl: string;
  /** Names of the running services. */
  readonly running: readonly string[];
}

async function fetchStatus(release: Release): Promise<Status> {
  const { stdout } = await promisify(execFile)(scriptPath('status'), ['--release', release]);
  const [authUrl = '', ...running] = stdout.trim().split('\n');
  return { authUrl, running };
}
