import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';

/** The embedded cloud in a process of its own. */
export interface EmbeddedCloud {
  /** Address of its Keystone v3. */
  readonly authUrl: string;
  /** Resolves with the exit code when the process ends, for whatever reason. */
  readonly ended: Promise<number | null>;
  readonly stop: () => Promise<void>;
}

/** The one argument of the process, as JSON. */
export interface EmbeddedCloudOptions {
  readonly stateDir: string;
  readonly seed: number;
  readonly host: string;
  /** Used if it is free; otherwise any free port is used. */
  readonly port: number;
}

const readySchema = z.object({ ready: z.literal(true), authUrl: z.string() });

/**
 * Starts the process and waits until it answers requests.
 * @param options.stateDir directory of the console; the cloud uses its subdirectory `cloud`
 * @throws if the process ends before it is ready
 */
export async function startEmbeddedCloud({ stateDir, seed, host, port }: EmbeddedCloudOptions): Promise<EmbeddedCloud> {
  const main = fileURLToPath(new URL('./embedded-cloud-process.ts', import.meta.url));
  const options: EmbeddedCloudOptions = {
    stateDir: join(stateDir, 'cloud'),
    seed,
    host,
    port: (await isFreePort(host, port)) ? port : 0,
  };
  const child = spawn(process.execPath, [main, JSON.stringify(options)], { stdio: ['pipe', 'pipe', 'inherit'] });
  const ended = once(child, 'exit').then(([code]) => (typeof code === 'number' ? code : null));
  const authUrl = await Promise.race([readAuthUrl(child), ended.then(throwEndedEarly)]);
  return {
    authUrl,
    ended,
    async stop() {
      child.kill('SIGTERM');
      await ended;
    },
  };
}

/** Reads on after the line with the address, because a full pipe would block the process. */
function readAuthUrl({ stdout }: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    if (stdout === null) {
      reject(new Error('the embedded cloud has no output'));
      return;
    }
    createInterface({ input: stdout }).on('line', (line) => {
      const ready = readySchema.safeParse(parseJsonOrNull(line));
      if (ready.success) resolve(ready.data.authUrl);
    });
  });
}

function throwEndedEarly(code: number | null): never {
  throw new Error(`the embedded cloud ended before it was ready (exit code ${code ?? 'none'})`);
}

async function isFreePort(host: string, port: number): Promise<boolean> {
  if (port > 65_535) return false;
  const probe = createServer();
  return new Promise((resolve) => {
    probe.once('error', () => resolve(false));
    probe.listen(port, host, () => probe.close(() => resolve(true)));
  });
}

function parseJsonOrNull(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return null;
  }
}
