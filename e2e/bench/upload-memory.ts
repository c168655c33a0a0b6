import { request } from 'node:http';
import { paths, TUS_CONTENT_TYPE, TUS_VERSION } from '@console/bff-contract';
import { type BffSession, signInToBff } from '../support/bff-session.ts';
import { createImage, deleteImage, signInToCloud } from '../support/cloud-client.ts';
import type { RunningConsole } from '../support/console.ts';
import type { BenchCloud } from './bench-cloud.ts';
import { measureMemory, printFigure } from './measure.ts';

const MiB = 1024 ** 2;
const SLICE = 8 * MiB;
const AT_ONCE = 8;

/** Eight uploads at once: what the BFF holds over idle, at its highest and at the end. */
export function uploadMemory(stand: BenchCloud): Promise<void> {
  return stand.withConsole({}, (served) => measure(served, 'upload-memory', 1024 * MiB));
}

/** The same while the image API reads 5 MB/s from each: back-pressure has to reach the sender. */
export async function uploadSlowCloud(stand: BenchCloud): Promise<void> {
  const { slowDown } = stand;
  if (slowDown === null) {
    console.log('upload-slow-cloud needs a cloud that can be slowed down: the embedded one');
    return;
  }
  await stand.withConsole({}, async (served) => {
    await slowDown(served, 5_000_000);
    await measure(served, 'upload-slow-cloud', 96 * MiB);
  });
}

async function measure(served: RunningConsole, name: string, bytes: number): Promise<void> {
  const cloud = await signInToCloud(served.authUrl, 'admin');
  const caller = await signInToBff(served.url);
  const memory = measureMemory(served.process);
  const images = await Promise.all(
    Array.from({ length: AT_ONCE }, (_, i) => createImage(cloud, { name: `bench ${name} ${i}` })),
  );
  try {
    await Promise.all(images.map(({ id }) => upload(served.url, caller, id, bytes)));
    const { idle, most, firstHalf, secondHalf } = await memory.stop();
    printFigure(name, most - idle, 'MiB-over-idle', {
      idle_MiB: idle,
      first_half_MiB: firstHalf,
      second_half_MiB: secondHalf,
      uploads: AT_ONCE,
    });
  } finally {
    await Promise.all(images.map(({ id }) => deleteImage(cloud, id)));
  }
}

/** A whole upload by tus 1.0.0, slice by slice. */
async function upload(url: string, caller: BffSession, imageId: string, bytes: number): Promise<void> {
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
