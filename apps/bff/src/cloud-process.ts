import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';

/** The embedded cloud, running as a process of its own. */
export interface EmbeddedCloud {
  /** Keystone v3. */
  readonly authUrl: string;
  /** Resolves with the exit code when the process ends, wanted or not. */
  readonly ended: Promise<number | null>;
  readonly stop: () => Promise<void>;
}

/** What the process is told, as JSON in its one argument. */
export interface EmbeddedOptions {
  readonly stateDir: string;
  readonly seed: number;
  readonly host: string;
  readonly port: number;
}

const readyShape = z.object({ ready: z.literal(true), authUrl: z.string() });

/**
 * Starts it and waits until it answers.
 * @param wish.port taken when it is free, else any
 * @throws when it ends before it is ready
 */
export async function startEmbeddedCloud(wish: {
  stateDir: string;
  seed: number;
  host: string;
  port: number;
}): Promise<EmbeddedCloud> {
  const main = fileURLToPath(new URL('./embedded.ts', import.meta.url));
  const port = await freePort(wish.host, wish.port);
  const options: EmbeddedOptions = { stateDir: join(wish.stateDir, 'cloud'), seed: wish.seed, host: wish.host, port };
  const child = spawn(process.execPath, [main, JSON.stringify(options)], { stdio: ['pipe', 'pipe', 'inherit'] });
  const ended = once(child, 'exit').then(([code]) => (typeof code === 'number' ? code : null));
  const authUrl = await Promise.race([readyLine(child), ended.then(endedEarly)]);
  return {
    authUrl,
    ended,
    async stop() {
      child.kill('SIGTERM');
      await ended;
    },
  };
}

/** Reads on after the line, so that the process never waits for its output to be taken. */
function readyLine({ stdout }: ChildProcess): Promise<string> {
  return new Promise((found, failed) => {
    if (stdout === null) {
      failed(new Error('the embedded cloud has no output'));
      return;
    }
    createInterface({ input: stdout }).on('line', (line) => {
      const ready = readyShape.safeParse(jsonOf(line));
      if (ready.success) found(ready.data.authUrl);
    });
  });
}

function endedEarly(code: number | null): never {
  throw new Error(`the embedded cloud ended before it was ready (exit code ${code ?? 'none'})`);
}

async function freePort(host: string, wished: number): Promise<number> {
  if (wished === 0 || wished > 65_535) return 0;
  const probe = createServer();
  const free = await new Promise<boolean>((done) => {
    probe.once('error', () => done(false));
    probe.listen(wished, host, () => probe.close(() => done(true)));
  });
  return free ? wished : 0;
}

function jsonOf(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return null;
  }
}
