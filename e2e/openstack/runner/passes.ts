import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { ACCOUNTS_VARIABLE } from '@console/devcloud/accounts';
import type { PassName } from './command-line.ts';
import type { RealCloud } from './provide-cloud.ts';
import { runProgram } from './run-program.ts';

export type Outcome =
  /** `reason` is set if the output of the pass does not contain it. */
  | { readonly kind: 'passed' | 'failed'; readonly reason?: string }
  | { readonly kind: 'skipped'; readonly reason: string };

export interface Pass {
  readonly name: PassName;
  readonly run: (cloud: RealCloud) => Promise<Outcome>;
}

/** Every pass, in the order in which they run. */
export const passes: readonly Pass[] = [
  { name: 'conformance', run: (cloud) => runConformance(cloud) },
  { name: 'journeys', run: (cloud) => runPlaywright(cloud, 'openstack') },
  { name: 'proxy', run: runProxy },
  { name: 'conversion', run: runConversion },
];

const conformance = fileURLToPath(import.meta.resolve('../../../packages/devcloud/conformance/main.ts'));
const e2e = fileURLToPath(new URL('../..', import.meta.url));

const outcomeOf = (succeeded: boolean): Outcome => ({ kind: succeeded ? 'passed' : 'failed' });

/** Runs the wire conformance suite. With `--conversion` it has other cases, for a cloud that converts images. */
async function runConformance(cloud: RealCloud, ...options: readonly string[]): Promise<Outcome> {
  const { authUrl, release } = cloud;
  const args = [conformance, '--auth-url', authUrl, '--release', release, ...options];
  return outcomeOf(await runProgram(process.execPath, args, { env: environmentOf(cloud) }));
}

async function runPlaywright(cloud: RealCloud, project: string): Promise<Outcome> {
  const args = ['playwright', 'test', `--project=${project}`];
  return outcomeOf(await runProgram('npx', args, { cwd: e2e, env: environmentOf(cloud) }));
}

/** Runs the tests of nginx, TLS and a private authority before console and cloud, and of two consoles with one Redis. */
async function runProxy(cloud: RealCloud): Promise<Outcome> {
  const { protocol, hostname } = new URL(cloud.authUrl);
  if (protocol !== 'http:' || !['127.0.0.1', 'localhost'].includes(hostname)) {
    return { kind: 'skipped', reason: 'it needs a cloud on this machine that has no TLS of its own' };
  }
  const missing = await installTools();
  if (missing.length > 0) return { kind: 'skipped', reason: `not installed, or not in PATH: ${missing.join(', ')}` };
  return runPlaywright(cloud, 'proxy');
}

async function runConversion(cloud: RealCloud): Promise<Outcome> {
  if (cloud.enableConversion === null) {
    return { kind: 'skipped', reason: 'the image service ran before, so it is not restarted with conversion on' };
  }
  await cloud.enableConversion();
  const wire = await runConformance(cloud, '--conversion');
  const page = await runPlaywright(cloud, 'conversion');
  return outcomeOf(wire.kind === 'passed' && page.kind === 'passed');
}

/** Environment of the conformance suite, the journeys and the console they start. */
function environmentOf({ authUrl, release, accounts }: RealCloud): NodeJS.ProcessEnv {
  const { OS_CACERT } = process.env;
  return {
    ...process.env,
    OS_AUTH_URL: authUrl,
    OPENSTACK_RELEASE: release,
    [ACCOUNTS_VARIABLE]: JSON.stringify(accounts),
    ...(OS_CACERT === undefined ? {} : { NODE_EXTRA_CA_CERTS: OS_CACERT }),
  };
}

/** Programs that the proxy pass needs, with their Debian packages. */
const tools = { nginx: 'nginx-light', openssl: 'openssl', 'redis-server': 'redis-server' } as const;

const findMissingTools = () =>
  Object.entries(tools).filter(([program]) => spawnSync(program, ['-v']).error !== undefined);

/** Installs the missing tools if root and apt-get are there; returns those that are still missing. */
async function installTools(): Promise<readonly string[]> {
  const packages = findMissingTools().map(([, name]) => name);
  if (packages.length > 0 && process.getuid?.() === 0 && spawnSync('apt-get', ['-v']).error === undefined) {
    // Without a runlevel Debian's packages do not start their services.
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive', RUNLEVEL: '1' };
    const install = ['install', '-y', '-qq', '--no-install-recommends', ...packages];
    if (!(await runProgram('apt-get', install, { env }))) {
      await runProgram('apt-get', ['update', '-qq'], { env });
      await runProgram('apt-get', install, { env });
    }
  }
  return findMissingTools().map(([program]) => program);
}
