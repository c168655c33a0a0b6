import { paths } from '@console/bff-contract';
import { type BffSession, signInToBff } from '../support/bff-session.ts';
import { type CloudClient, createImage, deleteImage, signInToCloud } from '../support/cloud-client.ts';
import type { RunningConsole } from '../support/console.ts';
import type { BenchCloud } from './bench-cloud.ts';
import { downloadWithCurl, uploadWithCurl } from './curl.ts';
import { measureMemory, measureMs, median, printFigure } from './measure.ts';
import { hasNginx, startNginx } from './nginx.ts';
import { withRandomFile } from './random-file.ts';

const ROUNDS = 5;
const GiB = 1024 ** 3;

/** 2 GiB through the BFF over the same through nginx without buffering, taken in turn. */
export async function downloadThroughput(stand: BenchCloud): Promise<void> {
  if (!hasNginx()) {
    console.log('download-throughput needs nginx to compare with: install it (Debian: nginx-light) and run again');
    return;
  }
  await withImage(stand, async ({ served, caller, cloud, address }) => {
    const nginx = await startNginx(cloud.imageUrl);
    const ratios: number[] = [];
    const speeds: number[] = [];
    for (let round = 0; round < ROUNDS; round++) {
      const bff = await measureMs(() => downloadWithCurl(served.url + paths.image + address, caller.headers));
      const proxy = await measureMs(() => downloadWithCurl(nginx.url + address, { 'X-Auth-Token': cloud.token }));
      ratios.push(proxy / bff);
      speeds.push(2048 / (bff / 1000));
    }
    await nginx.stop();
    printFigure('download-throughput', median(ratios), 'bff/nginx', { MiB_per_s: median(speeds), rounds: ROUNDS });
  });
}

/** Eight readers at once, one of them at 5 MB/s: what the BFF holds over idle. */
export async function downloadMemory(stand: BenchCloud): Promise<void> {
  await withImage(stand, async ({ served, caller, address }) => {
    const memory = measureMemory(served.process);
    const read = (more: readonly string[] = []) =>
      downloadWithCurl(served.url + paths.image + address, caller.headers, more);
    // It would take seven minutes: curl gives up with an error after 20 s.
    const slow = read(['--limit-rate', '5M', '--max-time', '20']).catch(() => undefined);
    await Promise.all(Array.from({ length: 7 }, () => read()));
    await slow;
    const { idle, most } = await memory.stop();
    printFigure('download-memory', most - idle, 'MiB-over-idle', { idle_MiB: idle, most_MiB: most, readers: 8 });
  });
}

interface Stored {
  readonly served: RunningConsole;
  readonly caller: BffSession;
  readonly cloud: CloudClient;
  /** Path of the image's data. */
  readonly address: string;
}

/** An image of 2 GiB in the cloud, for as long as the work lasts. */
function withImage(stand: BenchCloud, work: (stored: Stored) => Promise<void>): Promise<void> {
  return withRandomFile(2 * GiB, (path) =>
    stand.withConsole({}, async (served) => {
      const cloud = await signInToCloud(served.authUrl, 'admin');
      const { id } = await createImage(cloud, { name: 'bench download' });
      try {
        await uploadWithCurl(cloud, id, path);
        await work({ served, cloud, caller: await signInToBff(served.url), address: `/v2/images/${id}/file` });
      } finally {
        await deleteImage(cloud, id);
      }
    }),
  );
}
