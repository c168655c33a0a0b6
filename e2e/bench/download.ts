import { paths } from '@console/bff-contract';
import { GiB } from '@console/units';
import { type BffSession, signInToBff } from '../support/bff-session.ts';
import { type CloudClient, createImage, deleteImage, signInToCloud } from '../support/cloud-client.ts';
import type { RunningConsole } from '../support/console.ts';
import type { BenchCloud } from './bench-cloud.ts';
import { downloadWithCurl, uploadWithCurl } from './curl.ts';
import { measureMemory, measureMs, median, printFigure } from './measure.ts';
import { hasNginx, startNginx } from './nginx.ts';
import { withRandomFile } from './random-file.ts';

const ROUNDS = 5;

/** Measures a download of 2 GiB through the BFF against one through nginx without buffering, in turn. */
export async function downloadThroughput(benchCloud: BenchCloud): Promise<void> {
  if (!hasNginx()) {
    console.log('download-throughput needs nginx to compare with: install it (Debian: nginx-light) and run again');
    return;
  }
  await withImage(benchCloud, async ({ runningConsole, session, cloud, path }) => {
    const nginx = await startNginx(cloud.imageUrl);
    const ratios: number[] = [];
    const speeds: number[] = [];
    for (let round = 0; round < ROUNDS; round++) {
      const bff = await measureMs(() => downloadWithCurl(runningConsole.url + paths.image + path, session.headers));
      const proxy = await measureMs(() => downloadWithCurl(nginx.url + path, { 'X-Auth-Token': cloud.token }));
      ratios.push(proxy / bff);
      speeds.push(2048 / (bff / 1000));
    }
    await nginx.stop();
    printFigure('download-throughput', median(ratios), 'bff/nginx', { MiB_per_s: median(speeds), rounds: ROUNDS });
  });
}

/** Measures the BFF's memory above idle during eight parallel downloads, one of them at 5 MB/s. */
export async function downloadMemory(benchCloud: BenchCloud): Promise<void> {
  await withImage(benchCloud, async ({ runningConsole, session, path }) => {
    const memory = measureMemory(runningConsole.process);
    const download = (options: readonly string[] = []) =>
      downloadWithCurl(runningConsole.url + paths.image + path, session.headers, options);
    // The whole file would take seven minutes at this rate; curl gives up with an error after 20 s.
    const slow = download(['--limit-rate', '5M', '--max-time', '20']).catch(() => undefined);
    await Promise.all(Array.from({ length: 7 }, () => download()));
    await slow;
    const { idle, maximum } = await memory.stop();
    printFigure('download-memory', maximum - idle, 'MiB-over-idle', { idle_MiB: idle, max_MiB: maximum, readers: 8 });
  });
}

interface StoredImage {
  readonly runningConsole: RunningConsole;
  readonly session: BffSession;
  readonly cloud: CloudClient;
  /** Path of the image's data below Glance's address. */
  readonly path: string;
}

/** Runs `work` with an image of 2 GiB in the cloud. */
function withImage(benchCloud: BenchCloud, work: (stored: StoredImage) => Promise<void>): Promise<void> {
  return withRandomFile(2 * GiB, (file) =>
    benchCloud.withConsole({}, async (runningConsole) => {
      const cloud = await signInToCloud(runningConsole.authUrl, 'admin');
      const { id } = await createImage(cloud, { name: 'bench download' });
      try {
        await uploadWithCurl(cloud, id, file);
        await work({
          runningConsole,
          cloud,
          session: await signInToBff(runningConsole.url),
          path: `/v2/images/${id}/file`,
        });
      } finally {
        await deleteImage(cloud, id);
      }
    }),
  );
}
