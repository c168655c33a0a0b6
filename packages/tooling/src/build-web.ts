import { glob, stat } from 'node:fs/promises';
import { root, runInCheckout } from './checkout.ts';

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

/** Builds the SPA unless the last build is newer than its sources, texts and dependencies. */
export async function buildWebIfStale(): Promise<void> {
  const built = await stat(`${root}apps/web/dist/.vite/manifest.json`).catch(() => null);
  if (built !== null && built.mtimeMs > (await newestSource())) return;
  console.log('Building the console …');
  await runInCheckout('npm', ['run', 'build', '--silent']);
}
