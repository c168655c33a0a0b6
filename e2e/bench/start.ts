import { execFile, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';
import { measureMs, printFigure } from './measure.ts';

const run = promisify(execFile);
const root = new URL('../../', import.meta.url).pathname;
const LIMIT_S = 60;

/** Measures `npm ci && npm start` until the line `ready` in a fresh clone with a warm npm cache. It runs once because it takes long. */
export async function start(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'image-console-start-'));
  await run('git', ['clone', '-q', root, folder]);
  const env = { ...process.env, CONSOLE_PORT: '0' };
  const install = await measureMs(() =>
    run('npm', ['ci', '--no-audit', '--no-fund', '--prefer-offline'], { cwd: folder, env }),
  );
  const ready = await measureMs(() => untilReady(folder, env));
  await rm(folder, { recursive: true, force: true });
  const seconds = (install + ready) / 1000;
  printFigure('start', seconds / LIMIT_S, 'of-60s', { seconds, npm_ci_s: install / 1000, npm_start_s: ready / 1000 });
}

function untilReady(cwd: string, env: NodeJS.ProcessEnv): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn('npm', ['start', '--silent'], {
      cwd,
      env,
      stdio: ['ignore', 'pipe', 'inherit'],
      detached: true,
    });
    let isReady = false;
    createInterface({ input: child.stdout }).on('line', (line) => {
      if (line.trim() !== 'ready') return;
      isReady = true;
      process.kill(-(child.pid ?? 0), 'SIGTERM');
    });
    child.on('exit', () => (isReady ? resolve() : reject(new Error('npm start ended before it was ready'))));
  });
}
