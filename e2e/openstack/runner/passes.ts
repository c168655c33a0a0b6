import { fileURLToPath } from 'node:url';
import { ACCOUNTS_VARIABLE } from '@console/devcloud/given';
import { runProgram } from './run-program.ts';
import { installTools } from './tools.ts';
import type { Outcome, Pass, RealCloud } from './types.ts';

const conformance = fileURLToPath(import.meta.resolve('../../../packages/devcloud/conformance/main.ts'));
const e2e = fileURLToPath(new URL('../..', import.meta.url));

const outcome = (good: boolean): Outcome => ({ kind: good ? 'passed' : 'failed' });

/** Every pass, in the order in which they run. */
export const passes: readonly Pass[] = [
  { name: 'conformance', run: (cloud) => suite(cloud) },
  { name: 'journeys', run: (cloud) => journeys(cloud, 'openstack') },
  { name: 'proxy', run: proxy },
  { name: 'conversion', run: conversion },
];

/** The wire conformance suite; its cases for a cloud that converts are others. */
async function suite(cloud: RealCloud, ...more: readonly string[]): Promise<Outcome> {
  const { authUrl, release } = cloud;
  const args = [conformance, '--auth-url', authUrl, '--release', release, ...more];
  return outcome(await runProgram(process.execPath, args, { env: environment(cloud) }));
}

/** A Playwright project of `e2e`. */
async function journeys(cloud: RealCloud, project: string): Promise<Outcome> {
  const args = ['playwright', 'test', `--project=${project}`];
  return outcome(await runProgram('npx', args, { cwd: e2e, env: environment(cloud) }));
}

/** With nginx, TLS and a private authority before the console and before the cloud, and with two consoles on one Redis. */
async function proxy(cloud: RealCloud): Promise<Outcome> {
  const { protocol, hostname } = new URL(cloud.authUrl);
  if (protocol !== 'http:' || !['127.0.0.1', 'localhost'].includes(hostname)) {
    return { kind: 'left out', why: 'it takes a cloud on this machine that has no TLS of its own' };
  }
  const missing = await installTools();
  if (missing.length > 0) return { kind: 'left out', why: `not installed, or not in PATH: ${missing.join(', ')}` };
  return journeys(cloud, 'proxy');
}

async function conversion(cloud: RealCloud): Promise<Outcome> {
  if (cloud.convert === null) {
    return { kind: 'left out', why: 'the image service ran before, so it is not restarted with conversion on' };
  }
  await cloud.convert();
  const wire = await suite(cloud, '--conversion');
  const page = await journeys(cloud, 'conversion');
  return outcome(wire.kind === 'passed' && page.kind === 'passed');
}

/** What the suite, the journeys and the console under them read. */
function environment({ authUrl, release, accounts }: RealCloud): NodeJS.ProcessEnv {
  const { OS_CACERT } = process.env;
  return {
    ...process.env,
    OS_AUTH_URL: authUrl,
    OPENSTACK_RELEASE: release,
    [ACCOUNTS_VARIABLE]: JSON.stringify(accounts),
    ...(OS_CACERT === undefined ? {} : { NODE_EXTRA_CA_CERTS: OS_CACERT }),
  };
}
