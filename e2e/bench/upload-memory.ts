import { request } from 'node:http';
import { paths, TUS_CONTENT_TYPE, TUS_VERSION } from '@console/bff-contract';
import { GiB, MiB } from '@console/units';
import { type BffSession, signInToBff } from '../support/bff-session.ts';
import { createImage, deleteImage, signInToCloud } from '../support/cloud-client.ts';
import type { RunningConsole } from '../support/console.ts';
import type { BenchCloud } from './bench-cloud.ts';
import { measureMemory, printFigure } from './measure.ts';

const SLICE_BYTES = 8 * MiB;
const PARALLEL_UPLOADS = 8;

/** Measures the BFF's memory above idle during eight parallel uploads, at its maximum and in the second half. */
export function uploadMemory(cloud: BenchCloud): Promise<void> {
  return cloud.withConsole({}, (runningConsole) => measureUploads(runningConsole, 'upload-memory', GiB));
}

/** Measures the same while Glance reads 5 MB/s from each upload, so that back-pressure has to reach the browser. */
export async function uploadSlowCloud(cloud: BenchCloud): Promise<void> {
  const { limitReadRate } = cloud;
  if (limitReadRate === null) {
    console.log('upload-slow-cloud needs the embedded cloud, whose read rate can be limited');
    return;
  }
  await cloud.withConsole({}, async (runningConsole) => {
    await limitReadRate(runningConsole, 5_000_000);
    await measureUploads(runningConsole, 'upload-slow-cloud', 96 * MiB);
  });
}

async function measureUploads(runningConsole: RunningConsole, name: string, bytes: number): Promise<void> {
  const cloud = await signInToCloud(runningConsole.authUrl, 'admin');
  const session = await signInToBff(runningConsole.url);
  const memory = measureMemory(runningConsole.process);
  const images = await Promise.all(
    Array.from({ length: PARALLEL_UPLOADS }, (_, i) => createImage(cloud, { name: `bench ${name} ${i}` })),
  );
  try {
    await Promise.all(images.map(({ id }) => uploadInSlices(runningConsole.url, session, id, bytes)));
    const { idle, maximum, firstHalf, secondHalf } = await memory.stop();
    printFigure(name, maximum - idle, 'MiB-over-idle', {
      idle_MiB: idle,
      first_half_MiB: firstHalf,
      second_half_MiB: secondHalf,
      uploads: PARALLEL_UPLOADS,
    });
  } finally {
    await Promise.all(images.map(({ id }) => deleteImage(cloud, id)));
  }
}

/** Uploads data by tus 1.0.0, slice by slice. */
async function uploadInSlices(url: string, session: BffSession, imageId: string, bytes: number): Promise<void> {
  const created = await send(url + paths.uploads, 'POST', {
    ...session.headers,
    'Tus-Resumable': TUS_VERSION,
    'Upload-Length': String(bytes),
    'Upload-Metadata': `imageId ${Buffer.from(imageId).toString('base64')}`,
  });
  const location = new URL(created.location, url).href;
  const slice = Buffer.alloc(SLICE_BYTES, imageId);
  for (let offset = 0; offset < bytes; offset += SLICE_BYTES) {
    const headers = {
      ...session.headers,
      'Tus-Resumable': TUS_VERSION,
      'Content-Type': TUS_CONTENT_TYPE,
      'Upload-Offset': String(offset),
    };
    await send(location, 'PATCH', headers, slice.subarray(0, Math.min(SLICE_BYTES, bytes - offset)));
  }
}

function send(
  url: string,
  method: string,
  headers: Record<string, string>,
  body?: Buffer,
): Promise<{ location: string }> {
  return new Promise((resolve, reject) => {
    const outgoing = request(
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
    outgoing.on('error', reject);
    outgoing.end(body);
  });
}
