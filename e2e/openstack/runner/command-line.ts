import { parseArgs } from 'node:util';
import { type Accounts, findUnknownVariables, readAccounts } from '@console/devcloud/accounts';

/** Releases that `up` can start. Another cloud is tested like the one it is closest to. */
export const releases = ['zed', '2025.1'] as const;
export type Release = (typeof releases)[number];

/** Passes in the order in which they run. The last one restarts the image service. */
export const passNames = ['conformance', 'journeys', 'proxy', 'conversion'] as const;
export type PassName = (typeof passNames)[number];

export interface RunOptions {
  readonly kind: 'run';
  readonly release: Release;
  readonly only: readonly PassName[];
  /** Keystone of a running cloud, or `null` to start one from Debian packages. */
  readonly authUrl: string | null;
  /** Accounts of the users in the README. */
  readonly accounts: Accounts;
}

export type CommandLine =
  | RunOptions
  | { readonly kind: 'help' }
  | { readonly kind: 'errors'; readonly errors: readonly string[] };

export const help = `npm run test:openstack -- [--release ${releases.join('|')}] [--only ${passNames.join('|')}]...
Runs the wire conformance suite and the browser journeys on a real cloud.
  --release   which release to start, or the one that a running cloud is tested like (${releases[0]})
  --only      runs one pass; repeat it for several
Without OS_AUTH_URL it installs Keystone, Glance and Cinder from Debian packages (Debian 12, as root), starts
them on 127.0.0.1 and stops afterwards what it has started. With OS_AUTH_URL it takes the cloud there:
  OS_AUTH_URL                    Keystone v3; the other services come from its catalog
  OS_CACERT                      certificates to trust
  OS_REGION_NAME, OS_INTERFACE   which endpoints of the catalog
  OS_PASSWORD                    password of the users admin, alice, bob, carol and dave (console)
  OS_PASSWORD_ALICE, …           password of one of them
  OS_USERNAME_ALICE, …           name of one of them on that cloud
  OS_PROJECT_NAME_DEV, …         name of one of the projects admin, dev, ops and qa on that cloud`;

type Environment = Readonly<Record<string, string | undefined>>;

/** Reads the options of `npm run test:openstack` from the command line and the environment. */
export function parseCommandLine(args: readonly string[], env: Environment): CommandLine {
  const values = parseOptions(args);
  if (typeof values === 'string') return { kind: 'errors', errors: [values] };
  const { help: isHelpRequested = false, release = releases[0], only = [...passNames] } = values;
  if (isHelpRequested) return { kind: 'help' };
  const errors = [
    ...(isRelease(release) ? [] : [`--release is ${releases.join(' or ')}, not ${release}`]),
    ...findUnknownVariables(env).map((name) => `${name} names nobody: see the users and projects of --help`),
    ...only.filter((name) => !isPass(name)).map((name) => `--only is one of ${passNames.join(', ')}, not ${name}`),
  ];
  if (errors.length > 0 || !isRelease(release)) return { kind: 'errors', errors };
  return {
    kind: 'run',
    release,
    only: only.filter(isPass),
    authUrl: env.OS_AUTH_URL?.replace(/\/+$/, '') || null,
    accounts: readAccounts(env),
  };
}

/** Returns the values of the options, or the message of an error. */
function parseOptions(args: readonly string[]): { help?: boolean; release?: string; only?: string[] } | string {
  try {
    const options = {
      help: { type: 'boolean' },
      release: { type: 'string' },
      only: { type: 'string', multiple: true },
    } as const;
    return parseArgs({ args: [...args], options }).values;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

const isRelease = (text: string): text is Release => releases.some((release) => release === text);
const isPass = (text: string): text is PassName => passNames.some((name) => name === text);
