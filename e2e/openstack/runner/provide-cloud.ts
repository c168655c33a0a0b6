import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { readAccounts } from '@console/devcloud/given';
import { runProgram } from './run-program.ts';
import type { RealCloud, Release, RunOptions } from './types.ts';

const script = (name: 'up' | 'down' | 'status'): string => fileURLToPath(new URL(`../${name}`, import.meta.url));

/** The cloud given, or one that is started here. @param debian its major release, empty on another system */
export async function provideCloud(
  { authUrl, release, accounts }: RunOptions,
  debian: string,
): Promise<RealCloud | { readonly kind: 'none'; readonly why: string }> {
  if (authUrl !== null) {
    return { kind: 'cloud', release, authUrl: authUrl, accounts, convert: null, stop: () => Promise.resolve() };
  }
  const obstacle = obstacleTo(debian);
  if (obstacle !== null) return { kind: 'none', why: obstacle };
  return startCloud(release);
}

function obstacleTo(debian: string): string | null {
  const instead = 'Set OS_AUTH_URL to test on a cloud that runs already (npm run test:openstack -- --help).';
  if (debian !== '12') return `Its packages are those of Debian 12; this is another system. ${instead}`;
  if (process.getuid?.() !== 0) return `Installing and starting them takes root. ${instead}`;
  return null;
}

async function startCloud(release: Release): Promise<RealCloud | { readonly kind: 'none'; readonly why: string }> {
  const before = await status(release);
  const ours = async () => (await status(release)).running.filter((name) => !before.running.includes(name));
  const down = async (services: readonly string[]) => {
    if (services.length > 0) await runProgram(script('down'), ['--release', release, ...services]);
  };
  const stop = async () => down(await ours());
  if (!(await runProgram(script('up'), ['--release', release]))) {
    await stop();
    return { kind: 'none', why: `The services of ${release} could not be installed or started; the reason is above.` };
  }
  const convert = async () => {
    await down(['glance']);
    const env = { ...process.env, OPENSTACK_IMPORT_PLUGINS: 'image_conversion' };
    if (await runProgram(script('up'), ['--release', release], { env })) return;
    throw new Error('The image service did not start with conversion on');
  };
  const mayConvert = (await ours()).includes('glance');
  const { authUrl } = before;
  // It has the embedded cloud's people, whatever the environment says of others.
  const accounts = readAccounts({});
  return { kind: 'cloud', release, authUrl, accounts, convert: mayConvert ? convert : null, stop };
}

interface Status {
  /** Keystone v3, running or not. */
  readonly authUrl: string;
  readonly running: readonly string[];
}

async function status(release: Release): Promise<Status> {
  const { stdout } = await promisify(execFile)(script('status'), ['--release', release]);
  const [authUrl = '', ...running] = stdout.trim().split('\n');
  return { authUrl, running };
}
