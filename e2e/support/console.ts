import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { FaultRule } from '@console/devcloud';

const main = new URL('../../apps/bff/src/main.ts', import.meta.url).pathname;
const LOG_LINES = 400;

/** A console process on a free port. The cloud behind it is an embedded one of its own, unless `OS_AUTH_URL` names another. */
export interface RunningConsole {
  /** `http://127.0.0.1:PORT`, without a slash at the end. */
  readonly url: string;
  /** Address of the cloud's Keystone. */
  readonly authUrl: string;
  readonly process: ChildProcess;
  /** Last lines of the console's output, for the report of a failure. */
  readonly log: () => string;
  readonly stop: () => Promise<void>;
}

export interface ConsoleOptions {
  readonly env?: Readonly<Record<string, string>>;
  /** Folder that is kept after `stop`. By default the console gets a temporary folder. */
  readonly stateDir?: string;
}

/** Starts the BFF as `npm start` does and waits until it prints the line `ready`. */
export async function startConsole(options: ConsoleOptions = {}): Promise<RunningConsole> {
  const stateDir = options.stateDir ?? (await mkdtemp(join(tmpdir(), 'image-console-')));
  const child = spawn(process.execPath, [main], {
    env: { ...process.env, CONSOLE_PORT: '0', CONSOLE_STATE: stateDir, LOG_LEVEL: 'warn', ...options.env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const lines: string[] = [];
  const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  await new Promise<void>((resolve, reject) => {
    for (const stream of [child.stdout, child.stderr]) {
      createInterface({ input: stream }).on('line', (line) => {
        lines.push(line);
        if (lines.length > LOG_LINES) lines.shift();
        if (line.trim() === 'ready') resolve();
      });
    }
    void exited.then(() => reject(new Error(`The console ended before it was ready:\n${lines.join('\n')}`)));
  });
  const printedValue = (label: string) => lines.find((line) => line.startsWith(`${label} `))?.split(/\s+/)[1] ?? '';
  return {
    url: printedValue('Console').replace(/\/$/, ''),
    authUrl: printedValue('Keystone'),
    process: child,
    log: () => lines.join('\n'),
    async stop() {
      child.kill('SIGTERM');
      await exited;
      if (options.stateDir === undefined) await rm(stateDir, { recursive: true, force: true });
    },
  };
}

/** Replaces the fault rules of a console's embedded cloud. An empty list removes all of them. */
export async function setFaults({ authUrl }: RunningConsole, rules: readonly FaultRule[]): Promise<void> {
  const response = await fetch(new URL('/control/faults', authUrl), {
    method: 'PUT',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(rules),
  });
  if (!response.ok) throw new Error(`Fault rules: ${response.status} ${await response.text()}`);
}
