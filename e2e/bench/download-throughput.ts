import { execFile, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';
import { paths } from '@console/bff-contract';
import type { RunningConsole } from '../support/console.ts';
import { median, report, residentMiB, timed } from './measure.ts';
import { type Caller, emptyImage, removeImage, signedIn, straight } from './people.ts';
import { randomFile } from './random-file.ts';

const run = promisify(execFile);
const ROUNDS = 5;
const GiB = 1024 ** 3;
const NGINX = '/usr/sbin/nginx';

/** 2 GiB through the BFF over the same through nginx without buffering, taken in turn. */
export async function downloadThroughput(served: RunningConsole): Promise<void> {
  if (!existsSync(NGINX)) {
    console.log(
      'download-throughput needs nginx to compare with: install it (Debian: apt-get install nginx-light) and run again',
    );
    return;
  }
  const cloud = await straight(served.authUrl);
  const caller = await signedIn(served.url);
  const file = await randomFile(2 * GiB);
  const id = await emptyImage(cloud, 'bench download');
  const address = `/v2/images/${id}/file`;
  await run('curl', [
    '-sSf',
    '-X',
    'PUT',
    '-H',
    `X-Auth-Token: ${cloud.token}`,
    '-H',
    'Content-Type: application/octet-stream',
    '-T',
    file.path,
    cloud.image + address,
  ]);
  const nginx = await startNginx(cloud.image);
  const ratios: number[] = [];
  const speeds: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const bff = await timed(() => fetchAway(served.url + paths.image + address, caller.headers));
    const proxy = await timed(() => fetchAway(nginx.url + address, { 'X-Auth-Token': cloud.token }));
    ratios.push(proxy / bff);
    speeds.push(2048 / (bff / 1000));
  }
  nginx.stop();
  report('download-throughput', median(ratios), 'bff/nginx', { MiB_per_s: median(speeds), rounds: ROUNDS });
  await memory(served, caller, address);
  await removeImage(cloud, id);
  await file.remove();
}

/** Eight readers at once, one of them slow: what the BFF holds over idle. */
async function memory(served: RunningConsole, caller: Caller, address: string): Promise<void> {
  const pid = served.process.pid ?? 0;
  const idle = residentMiB(pid);
  let most = idle;
  let running = true;
  const watch = (async () => {
    while (running) {
      most = Math.max(most, residentMiB(pid));
      await pause(100);
    }
  })();
  const readers = Array.from({ length: 7 }, () => fetchAway(served.url + paths.image + address, caller.headers));
  const slow = fetchAway(served.url + paths.image + address, caller.headers, [
    '--limit-rate',
    '5M',
    '--max-time',
    '20',
  ]).catch(() => undefined);
  await Promise.all(readers);
  await slow;
  running = false;
  await watch;
  report('download-memory', most - idle, 'MiB-over-idle', { idle_MiB: idle, most_MiB: most, readers: 8 });
}

async function fetchAway(
  url: string,
  headers: Readonly<Record<string, string>>,
  more: readonly string[] = [],
): Promise<void> {
  const lines = Object.entries(headers).flatMap(([name, value]) => ['-H', `${name}: ${value}`]);
  await run('curl', ['-sSf', '-o', '/dev/null', ...more, ...lines, url]);
}

async function startNginx(upstream: string): Promise<{ url: string; stop: () => void }> {
  const folder = await mkdtemp(join(tmpdir(), 'image-console-nginx-'));
  const port = 18_000 + Math.floor(Math.random() * 2000);
  await writeFile(
    join(folder, 'nginx.conf'),
    `worker_processes 1; daemon off; pid ${folder}/pid; error_log ${folder}/error.log;
events { worker_connections 64; }
http { access_log off; client_body_temp_path ${folder}; proxy_temp_path ${folder}; fastcgi_temp_path ${folder}; uwsgi_temp_path ${folder}; scgi_temp_path ${folder};
  server { listen 127.0.0.1:${port}; location / { proxy_pass ${upstream}/; proxy_http_version 1.1; proxy_buffering off; } } }`,
  );
  const child = spawn(NGINX, ['-c', join(folder, 'nginx.conf'), '-p', folder], { stdio: 'ignore' });
  const url = `http://127.0.0.1:${port}`;
  for (let i = 0; i < 50; i++) {
    if (
      await fetch(url).then(
        () => true,
        () => false,
      )
    )
      break;
    await pause(100);
  }
  return {
    url,
    stop() {
      child.kill('SIGTERM');
      void rm(folder, { recursive: true, force: true });
    },
  };
}
