import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startDevcloud } from '@console/devcloud';
import { resumeAfterCuts } from './connection-cuts.ts';
import { restartAfterKill, resumeAfterPause } from './upload-interruptions.ts';

const MiB = 1024 ** 2;

/** What takes too long for a unit test. The cloud is an embedded one, or that of `OS_AUTH_URL`. */
const proofs: Readonly<Record<string, (authUrl: string) => Promise<void>>> = {
  cuts: (authUrl) => resumeAfterCuts(authUrl, 1024 * MiB),
  killed: (authUrl) => restartAfterKill(authUrl, 'file'),
  'killed-staging': (authUrl) => restartAfterKill(authUrl, 'stage'),
  'away-30s': (authUrl) => resumeAfterPause(authUrl, 30),
  'away-3min': (authUrl) => resumeAfterPause(authUrl, 180),
};

const asked = process.argv.slice(2);
const unknown = asked.filter((name) => !Object.hasOwn(proofs, name));
if (unknown.length > 0) {
  console.error(`No such proof: ${unknown.join(', ')}. There are ${Object.keys(proofs).join(', ')}.`);
  process.exit(2);
}

const stateDir = await mkdtemp(join(tmpdir(), 'image-console-'));
const cloud = process.env.OS_AUTH_URL ? null : await startDevcloud({ stateDir, seed: 0 });
const authUrl = cloud?.authUrl ?? process.env.OS_AUTH_URL ?? '';
for (const name of asked.length > 0 ? asked : Object.keys(proofs)) await proofs[name]?.(authUrl);
await cloud?.close();
await rm(stateDir, { recursive: true, force: true });
