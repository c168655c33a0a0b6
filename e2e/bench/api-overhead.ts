import { Agent, request } from 'node:http';
import { paths } from '@console/bff-contract';
import { signInToBff } from '../support/bff-session.ts';
import { createImage, deleteImage, signInToCloud } from '../support/cloud-client.ts';
import type { RunningConsole } from '../support/console.ts';
import type { BenchCloud } from './bench-cloud.ts';
import { median, percentile, printFigure } from './measure.ts';

const ROUNDS = 5;
const CALLS = 200;

/** Measures a GET of one image through the BFF against the same GET at Glance, both on a kept-alive connection. */
export function apiOverhead(cloud: BenchCloud): Promise<void> {
  return cloud.withConsole({}, compare);
}

async function compare(runningConsole: RunningConsole): Promise<void> {
  const cloud = await signInToCloud(runningConsole.authUrl, 'admin');
  const session = await signInToBff(runningConsole.url);
  const { id } = await createImage(cloud, { name: 'bench api-overhead' });
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const throughBff = () => get(`${runningConsole.url}${paths.image}/v2/images/${id}`, { ...session.headers }, agent);
  const directly = () =>
    get(`${cloud.imageUrl}/v2/images/${id}`, { 'X-Auth-Token': cloud.token, Accept: 'application/json' }, agent);

  const p50: number[] = [];
  const p99: number[] = [];
  const directMs: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const bff: number[] = [];
    const glance: number[] = [];
    for (let i = 0; i < CALLS; i++) {
      bff.push(await throughBff());
      glance.push(await directly());
    }
    p50.push(median(bff) - median(glance));
    p99.push(percentile(bff, 0.99) - percentile(glance, 0.99));
    directMs.push(median(glance));
  }
  agent.destroy();
  await deleteImage(cloud, id);
  const direct50 = median(directMs);
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
