import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type CloudClient, signInToCloud } from '../../support/cloud-client.ts';
import { startConsole } from '../../support/console.ts';
import { makeCertificates } from './certificates.ts';
import { listening, startNginx } from './nginx.ts';
import { freePorts } from './tls-site.ts';

/** Two consoles side by side behind one nginx, with their sessions in one Redis. */
export interface ConsolePair {
  /** What the browser opens, https. */
  readonly url: string;
  /** Each console past nginx. */
  readonly consoles: readonly string[];
  /** The administrator straight at the cloud. */
  readonly cloud: CloudClient;
  readonly close: () => Promise<void>;
}

export async function startConsolePair(keystone: string): Promise<ConsolePair> {
  const folder = await mkdtemp(join(tmpdir(), 'image-console-pair-'));
  const [redisPort = 0, page = 0, ...ports] = await freePorts(4);
  const redis = await startRedis(redisPort);
  const url = `https://localhost:${page}`;
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
    [{ like: 'console.example.com', ports, tlsPort: page }],
    await makeCertificates(folder),
  );
  return {
    url,
    consoles: consoles.map((one) => one.url),
    cloud: await signInToCloud(keystone, 'admin'),
    async close() {
      await nginx.stop();
      for (const one of consoles) await one.stop();
      await redis.stop();
      await rm(folder, { recursive: true });
    },
  };
}

/** Keeps nothing on disk. */
async function startRedis(port: number): Promise<{ readonly stop: () => Promise<void> }> {
  const args = ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no'];
  const child = spawn('redis-server', args, { stdio: ['ignore', 'ignore', 'inherit'] });
  await listening(child, port);
  return {
    async stop() {
      child.kill('SIGTERM');
      await once(child, 'exit');
    },
  };
}
