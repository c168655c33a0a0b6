import { spawn } from 'node:child_process';
import { glob, stat } from 'node:fs/promises';

/** The checkout's root, with a trailing slash. */
export const root = new URL('../../../', import.meta.url).pathname;

const sources = [
  'apps/web/{src,index.html,vite.config.ts}',
  'apps/web/src/**/*',
  'packages/*/src/**/*',
  'locales/**/*',
  'public/**/*',
  'package-lock.json',
];

async function newestSource(): Promise<number> {
  let newest = 0;
  for await (const file of glob(sources, { cwd: root })) {
    const { mtimeMs } = await stat(root + file);
    if (mtimeMs > newest) newest = mtimeMs;
  }
  return newest;
}

/** Builds the SPA unless what is built is newer than everything it is made from. */
export async function buildWebIfStale(): Promise<void> {
  const built = await stat(`${root}apps/web/dist/.vite/manifest.json`).catch(() => null);
  if (built !== null && built.mtimeMs > (await newestSource())) return;
  console.log('Building the console …');
  await run('npm', ['run', 'build', '--silent']);
}

/** Runs a command of this checkout to its end; its output is ours. Rejects when it fails. */
export function run(command: string, args: readonly string[]): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd: root, stdio: ['ignore', 'inherit', 'inherit'] });
    child.on('error', reject);
    child.on('exit', (code) =>
      code === 0 ? resolve() : reject(new Error(`${command} ${args.join(' ')} ended with ${code}`)),
    );
  });
}
