import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

const main = new URL('../../apps/bff/src/main.ts', import.meta.url).pathname;

/** A console on a free port; the cloud behind it is an embedded one of its own unless `OS_AUTH_URL` names another. */
export interface RunningConsole {
  /** `http://127.0.0.1:PORT`, no slash at the end. */
  readonly url: string;
  /** Keystone of the cloud behind it. */
  readonly authUrl: string;
  readonly process: ChildProcess;
  /** Last lines of its output, for a failure's report. */
  readonly log: () => string;
  readonly stop: () => Promise<void>;
}

export interface ConsoleOptions {
  readonly env?: Readonly<Record<string, string>>;
  /** Kept after `stop` when given; a temporary folder otherwise. */
  readonly stateDir?: string;
}

/** Starts the BFF as `npm start` does and waits for its line `ready`. */
export async function startConsole(options: ConsoleOptions = {}): Promise<RunningConsole> {
  const stateDir = options.stateDir ?? (await mkdtemp(join(tmpdir(), 'image-console-')));
  const child = spawn(process.execPath, [main], {
    env: { ...process.env, CONSOLE_PORT: '0', CONSOLE_STATE: stateDir, LOG_LEVEL: 'warn', ...options.env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const lines: string[] = [];
  const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const ready = new Promise<void>((resolve, reject) => {
    for (const stream of [child.stdout, child.stderr]) {
      createInterface({ input: stream }).on('line', (line) => {
        lines.push(line);
        if (lines.length > 400) lines.shift();
        if (line.trim() === 'ready') resolve();
      });
    }
    void exited.then(() => reject(new Error(`The console ended before it was ready:\n${lines.join('\n')}`)));
  });
  await ready;
  const said = (label: string) => lines.find((line) => line.startsWith(`${label} `))?.split(/\s+/)[1] ?? '';
  return {
    url: said('Console').replace(/\/$/, ''),
    authUrl: said('Keystone'),
    process: child,
    log: () => lines.join('\n'),
    async stop() {
      child.kill('SIGTERM');
      await exited;
      if (options.stateDir === undefined) await rm(stateDir, { recursive: true, force: true });
    },
  };
}
