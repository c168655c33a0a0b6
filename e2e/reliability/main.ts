import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startDevcloud } from '@console/devcloud';
import { GiB } from '@console/units';
import { formatPairs } from '../support/format-figures.ts';
import { resumeAfterCuts } from './connection-cuts.ts';
import { restartAfterKill, resumeAfterPause } from './resume-and-restart.ts';

/** Values that an experiment has found, by name. */
type Result = Readonly<Record<string, string | number>>;

/** Experiments that take too long for a unit test, on an embedded cloud or on that of `OS_AUTH_URL`. */
const experiments: Readonly<Record<string, (authUrl: string) => Promise<Result>>> = {
  cuts: (authUrl) => resumeAfterCuts(authUrl, GiB),
  killed: (authUrl) => restartAfterKill(authUrl, 'file'),
  'killed-staging': (authUrl) => restartAfterKill(authUrl, 'stage'),
  'away-30s': (authUrl) => resumeAfterPause(authUrl, 30),
  'away-3min': (authUrl) => resumeAfterPause(authUrl, 180),
};

const requested = process.argv.slice(2);
const unknown = requested.filter((name) => !Object.hasOwn(experiments, name));
if (unknown.length > 0) {
  console.error(`Unknown experiment: ${unknown.join(', ')}. Known: ${Object.keys(experiments).join(', ')}.`);
  process.exit(2);
}

const stateDir = await mkdtemp(join(tmpdir(), 'image-console-'));
const devcloud = process.env.OS_AUTH_URL ? null : await startDevcloud({ stateDir, seed: 0 });
const authUrl = devcloud?.authUrl ?? process.env.OS_AUTH_URL ?? '';
for (const name of requested.length > 0 ? requested : Object.keys(experiments)) {
  const result = await experiments[name]?.(authUrl);
  console.log(['reliability', name, ...formatPairs(result ?? {})].join(' '));
}
await devcloud?.close();
await rm(stateDir, { recursive: true, force: true });
