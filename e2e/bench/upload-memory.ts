import { request } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { paths, TUS_CONTENT_TYPE, TUS_VERSION } from '@console/bff-contract';
import type { RunningConsole } from '../support/console.ts';
import { setFaults } from '../support/faults.ts';
import { report, residentMiB } from './measure.ts';
import { type Caller, emptyImage, removeImage, signedIn, straight } from './people.ts';

const MiB = 1024 ** 2;
const SLICE = 8 * MiB;
const AT_ONCE = 8;

/** Eight uploads at once: what the BFF holds over idle, at its highest and at the end. */
export async function uploadMemory(served: RunningConsole): Promise<void> {
  await measure(served, 'upload-memory', 1024 * MiB);
}

/** The same while the image API reads 5 MB/s from each: back-pressure has to reach the sender. */
export async function uploadSlowCloud(served: RunningConsole): Promise<void> {
  await setFaults(served, [
    {
      match: { service: 'image', method: 'PUT', path: '/file$' },
      effect: { kind: 'slowRead', bytesPerSecond: 5_000_000 },
    },
  ]);
  await measure(served, 'upload-slow-cloud', 96 * MiB);
  await setFaults(served, []);
}

async function measure(served: RunningConsole, name: string, bytes: number): Promise<void> {
  const cloud = await straight(served.authUrl);
  const caller = await signedIn(served.url);
  const pid = served.process.pid ?? 0;
  const idle = residentMiB(pid);
  const samples: number[] = [];
  let running = true;
  const watch = (async () => {
    while (running) {
      samples.push(residentMiB(pid));
      await pause(200);
    }
  })();
  const ids = await Promise.all(Array.from({ length: AT_ONCE }, (_, i) => emptyImage(cloud, `bench ${name} ${i}`)));
  await Promise.all(ids.map((id) => upload(served.url, caller, id, bytes)));
  running = false;
  await watch;
  await Promise.all(ids.map((id) => removeImage(cloud, id)));
  const half = samples.slice(0, Math.ceil(samples.length / 2));
  const later = samples.slice(Math.ceil(samples.length / 2));
  report(name, Math.max(...samples) - idle, 'MiB-over-idle', {
    idle_MiB: idle,
    first_half_MiB: Math.max(...half),
    second_half_MiB: Math.max(...later),
    uploads: AT_ONCE,
  });
}

/** A whole upload by tus 1.0.0, slice by slice. */
async function upload(url: string, caller: Caller, imageId: string, bytes: number): Promise<void> {
  const created = await send(url + paths.uploads, 'POST', {
    ...caller.headers,
    'Tus-Resumable': TUS_VERSION,
    'Upload-Length': String(bytes),
    'Upload-Metadata': `imageId ${Buffer.from(imageId).toString('base64')}`,
  });
  const location = new URL(created.location, url).href;
  const slice = Buffer.alloc(SLICE, imageId);
  for (let offset = 0; offset < bytes; offset += SLICE) {
    const headers = {
      ...caller.headers,
      'Tus-Resumable': TUS_VERSION,
      'Content-Type': TUS_CONTENT_TYPE,
      'Upload-Offset': String(offset),
    };
    await send(location, 'PATCH', headers, slice.subarray(0, Math.min(SLICE, bytes - offset)));
  }
}

function send(
  url: string,
  method: string,
  headers: Record<string, string>,
  body?: Buffer,
): Promise<{ location: string }> {
  return new Promise((resolve, reject) => {
    const call = request(
      url,
      { method, headers: { ...headers, 'Content-Length': String(body?.length ?? 0) } },
      (response) => {
        let text = '';
        response.on('data', (part) => {
          text += part;
        });
        response.on('end', () => {
          if ((response.statusCode ?? 500) >= 300)
            reject(new Error(`${method} ${url}: ${response.statusCode} ${text}`));
          else resolve({ location: response.headers.location ?? '' });
        });
      },
    );
    call.on('error', reject);
    call.end(body);
  });
}
