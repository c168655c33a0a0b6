import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type CloudClient, signInToCloud } from '../../support/cloud-client.ts';
import { startConsole } from '../../support/console.ts';
import { createCertificates } from './certificates.ts';
import { startNginx, waitUntilListening } from './nginx.ts';
import { findFreePorts } from './tls-site.ts';

/** Two consoles behind one nginx, with their sessions in one Redis. */
export interface ConsolePair {
  /** https address that the browser opens. */
  readonly url: string;
  /** Address of each console without nginx. */
  readonly consoles: readonly string[];
  /** The administrator's API client. */
  readonly cloud: CloudClient;
  readonly close: () => Promise<void>;
}

export async function startConsolePair(keystone: string): Promise<ConsolePair> {
  const folder = await mkdtemp(join(tmpdir(), 'image-console-pair-'));
  const [redisPort = 0, tlsPort = 0, ...ports] = await findFreePorts(4);
  const redis = await startRedis(redisPort);
  const url = `https://localhost:${tlsPort}`;
  const env = {
    OS_AUTH_URL: keystone,
    CONSOLE_PUBLIC_URL: url,
    SESSION_STORE_URL: `redis://127.0.0.1:${redisPort}`,
    SESSION_SECRET: randomBytes(24).toString('hex'),
  };
  const consoles = await Promise.all(
    ports.map((port) => startConsole({ env: { ...env, CONSOLE_PORT: String(port) } })),
  );
  const nginx = await startNginx(
    folder,
    [{ serverName: 'console.example.com', ports, tlsPort }],
    await createCertificates(folder),
  );
  return {
    url,
    consoles: consoles.map(({ url: consoleUrl }) => consoleUrl),
    cloud: await signInToCloud(keystone, 'admin'),
    async close() {
      await nginx.stop();
      for (const runningConsole of consoles) await runningConsole.stop();
      await redis.stop();
      await rm(folder, { recursive: true });
    },
  };
}

/** Starts a Redis that stores nothing on disk. */
async function startRedis(port: number): Promise<{ readonly stop: () => Promise<void> }> {
  const args = ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no'];
  const child = spawn('redis-server', args, { stdio: ['ignore', 'ignore', 'inherit'] });
  await waitUntilListening(child, port);
  return {
    async stop() {
      child.kill('SIGTERM');
      await once(child, 'exit');
    },
  };
}
