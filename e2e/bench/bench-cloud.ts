import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { type RunningConsole, setFaults, startConsole } from '../support/console.ts';
import { slowRead } from '../support/upload-tray.ts';

const run = promisify(execFile);
const seedImagesScript = new URL('../openstack/seed-images', import.meta.url).pathname;

export interface BenchConsoleOptions {
  /** Number of images in the cloud. */
  readonly images?: number;
  readonly env?: Readonly<Record<string, string>>;
}

/** A cloud on which benchmarks run. */
export interface BenchCloud {
  /** Runs `work` with a newly started console, whose memory is that of an idle process. */
  readonly withConsole: (
    options: BenchConsoleOptions,
    work: (runningConsole: RunningConsole) => Promise<void>,
  ) => Promise<void>;
  /** Limits the rate at which Glance reads; `null` if the cloud has no switch for it. */
  readonly limitReadRate: ((runningConsole: RunningConsole, bytesPerSecond: number) => Promise<void>) | null;
}

async function runWithConsole(
  env: Readonly<Record<string, string>>,
  work: (runningConsole: RunningConsole) => Promise<void>,
) {
  const runningConsole = await startConsole({ env });
  try {
    await work(runningConsole);
  } catch (error) {
    console.error(runningConsole.log());
    throw error;
  } finally {
    await runningConsole.stop();
  }
}

/** An embedded cloud for each console. */
export const embedded: BenchCloud = {
  withConsole: ({ images = 0, env }, work) =>
    runWithConsole({ ...env, OS_AUTH_URL: '', EMBEDDED_SEED: String(images) }, work),
  limitReadRate: (runningConsole, bytesPerSecond) => setFaults(runningConsole, [slowRead(bytesPerSecond)]),
};

/** The OpenStack that `e2e/openstack/up` has started on this machine. Seeded images are removed after `work`. */
export function openstack(authUrl: string): BenchCloud {
  return {
    async withConsole({ images = 0, env }, work) {
      if (images > 0) await run(seedImagesScript, [String(images)]);
      try {
        await runWithConsole({ ...env, OS_AUTH_URL: authUrl }, work);
      } finally {
        if (images > 0) await run(seedImagesScript, ['clean']);
      }
    },
    limitReadRate: null,
  };
}
