import { Agent, request } from 'node:http';
import { paths } from '@console/bff-contract';
import { signInToBff } from '../support/bff-session.ts';
import { createImage, deleteImage, signInToCloud } from '../support/cloud-client.ts';
import type { RunningConsole } from '../support/console.ts';
import type { BenchCloud } from './bench-cloud.ts';
import { median, percentile, printFigure } from './measure.ts';

const ROUNDS = 5;
const CALLS = 200;

/** GET of one image through the BFF minus straight at the image API, both on a kept-alive connection. */
export function apiOverhead(stand: BenchCloud): Promise<void> {
  return stand.withConsole({}, compare);
}

async function compare(served: RunningConsole): Promise<void> {
  const cloud = await signInToCloud(served.authUrl, 'admin');
  const caller = await signInToBff(served.url);
  const { id } = await createImage(cloud, { name: 'bench api-overhead' });
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const through = () => get(`${served.url}${paths.image}/v2/images/${id}`, { ...caller.headers }, agent);
  const direct = () =>
    get(`${cloud.imageUrl}/v2/images/${id}`, { 'X-Auth-Token': cloud.token, Accept: 'application/json' }, agent);

  const p50: number[] = [];
  const p99: number[] = [];
  const base: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const a: number[] = [];
    const b: number[] = [];
    for (let i = 0; i < CALLS; i++) {
      a.push(await through());
      b.push(await direct());
    }
    p50.push(median(a) - median(b));
    p99.push(percentile(a, 0.99) - percentile(b, 0.99));
    base.push(median(b));
  }
  agent.destroy();
  await deleteImage(cloud, id);
  const direct50 = median(base);
  printFigure('api-overhead', (direct50 + median(p50)) / direct50, 'through/straight', {
    p50_ms: median(p50),
    p99_ms: median(p99),
    straight_ms: direct50,
  });
}

function get(url: string, headers: Record<string, string>, agent: Agent): Promise<number> {
  return new Promise((resolve, reject) => {
    const start = performance.now();
    request(url, { agent, headers }, (response) => {
      if (response.statusCode !== 200) reject(new Error(`${url}: ${response.statusCode}`));
      response.resume().on('end', () => resolve(performance.now() - start));
    })
      .on('error', reject)
      .end();
  });
}
