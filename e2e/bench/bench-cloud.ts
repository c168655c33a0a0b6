import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { type RunningConsole, setFaults, startConsole } from '../support/console.ts';

const run = promisify(execFile);
const seedImages = new URL('../openstack/seed-images', import.meta.url).pathname;

export interface Wish {
  /** How many images the cloud shall hold. */
  readonly images?: number;
  readonly env?: Readonly<Record<string, string>>;
}

/** The cloud that figures are taken on. */
export interface BenchCloud {
  /** Lends a console of its own to the work, freshly started: figures of memory count from idle. */
  readonly withConsole: (wish: Wish, work: (served: RunningConsole) => Promise<void>) => Promise<void>;
  /** Has the image API read no faster, bytes per second; `null`: this cloud has no such switch. */
  readonly slowDown: ((served: RunningConsole, bytesPerSecond: number) => Promise<void>) | null;
}

async function lend(env: Readonly<Record<string, string>>, work: (served: RunningConsole) => Promise<void>) {
  const served = await startConsole({ env });
  try {
    await work(served);
  } catch (error) {
    console.error(served.log());
    throw error;
  } finally {
    await served.stop();
  }
}

/** Each console with an embedded cloud of its own. */
export const embedded: BenchCloud = {
  withConsole: ({ images = 0, env }, work) => lend({ ...env, OS_AUTH_URL: '', EMBEDDED_SEED: String(images) }, work),
  slowDown: (served, bytesPerSecond) =>
    setFaults(served, [
      { match: { service: 'image', method: 'PUT', path: '/file$' }, effect: { kind: 'slowRead', bytesPerSecond } },
    ]),
};

/** The OpenStack that `e2e/openstack/up` has started on this machine; images are put into it for as long as the work lasts. */
export function openstack(authUrl: string): BenchCloud {
  return {
    async withConsole({ images = 0, env }, work) {
      if (images > 0) await run(seedImages, [String(images)]);
      try {
        await lend({ ...env, OS_AUTH_URL: authUrl }, work);
      } finally {
        if (images > 0) await run(seedImages, ['clean']);
      }
    },
    slowDown: null,
  };
}
