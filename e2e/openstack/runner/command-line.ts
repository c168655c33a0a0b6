import { parseArgs } from 'node:util';
import { findUnknownVariables, readAccounts } from '@console/devcloud/given';
import { type PassName, passNames, type Release, type RunOptions, releases } from './types.ts';

export const help = `npm run test:openstack -- [--release ${releases.join('|')}] [--only ${passNames.join('|')}]...
Runs the wire conformance suite and the browser journeys on a real cloud.
  --release   which cloud to start, or what a given one is measured by (${releases[0]})
  --only      some of the passes: give it once for each
Without OS_AUTH_URL it installs Keystone, Glance and Cinder from Debian packages (Debian 12, as root), starts
them on 127.0.0.1 and stops afterwards what it has started. With OS_AUTH_URL it takes the cloud there:
  OS_AUTH_URL                    Keystone v3; the other services come from its catalog
  OS_CACERT                      certificates to trust
  OS_REGION_NAME, OS_INTERFACE   which endpoints of the catalog
  OS_PASSWORD                    of the users admin, alice, bob, carol and dave (console)
  OS_PASSWORD_ALICE, …           of one of them
  OS_USERNAME_ALICE, …           what one of them is called there
  OS_PROJECT_NAME_DEV, …         what one of the projects admin, dev, ops and qa is called there`;

type Environment = Readonly<Record<string, string | undefined>>;

export type CommandLine =
  | RunOptions
  | { readonly kind: 'help' }
  | { readonly kind: 'faults'; readonly faults: readonly string[] };

/** What the command line and the environment ask for. */
export function parseCommandLine(args: readonly string[], env: Environment): CommandLine {
  const parsed = parsedOf(args);
  if (typeof parsed === 'string') return { kind: 'faults', faults: [parsed] };
  const { help: asked = false, release = releases[0], only = [...passNames] } = parsed;
  if (asked) return { kind: 'help' };
  const faults = [
    ...(isRelease(release) ? [] : [`--release is ${releases.join(' or ')}, not ${release}`]),
    ...findUnknownVariables(env).map((name) => `${name} names nobody: see the users and projects of --help`),
    ...only.filter((name) => !isPass(name)).map((name) => `--only is one of ${passNames.join(', ')}, not ${name}`),
  ];
  if (faults.length > 0 || !isRelease(release)) return { kind: 'faults', faults };
  return {
    kind: 'run',
    release,
    only: only.filter(isPass),
    authUrl: env.OS_AUTH_URL?.replace(/\/+$/, '') || null,
    accounts: readAccounts(env),
  };
}

function parsedOf(args: readonly string[]): { help?: boolean; release?: string; only?: string[] } | string {
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
