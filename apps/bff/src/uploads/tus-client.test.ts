import { type DetailedError, Upload, type UploadOptions } from 'tus-js-client';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import {
  type ConsoleAtCloud,
  type EmbeddedCloud,
  type Signed,
  startCloud,
  startConsoleAt,
} from '../testing/embedded-cloud.ts';
import { sha512, someBytes } from './testing-client.ts';

const MiB = 1024 * 1024;

/** The protocol, in the words of a client that was written for others' servers. */
describe('tus-js-client', () => {
  let cloud: EmbeddedCloud;
  let console: ConsoleAtCloud;
  let admin: Signed;
  beforeAll(async () => {
    cloud = await startCloud();
    console = await startConsoleAt(cloud);
    admin = await console.signIn();
  });
  afterAll(async () => {
    await console.stop();
    await cloud.close();
  });

  const options = (imageId: string, more: Partial<UploadOptions> = {}): UploadOptions => ({
    endpoint: `${console.url}/api/uploads`,
    headers: admin.headers,
    metadata: { imageId, filename: '镜像.raw' },
    chunkSize: MiB,
    retryDelays: null,
    ...more,
  });
  const run = (data: Buffer, wanted: UploadOptions) =>
    new Promise<void>((resolve, reject) => {
      new Upload(data, { ...wanted, onSuccess: () => resolve(), onError: reject }).start();
    });
  const errorOf = (data: Buffer, wanted: UploadOptions): Promise<DetailedError> =>
    run(data, wanted).then(
      () => {
        throw new Error('It was not to succeed');
      },
      (error: DetailedError) => error,
    );
  const statusOf = (error: DetailedError) => error.originalResponse?.getStatus();
  const problemOf = (error: DetailedError) => JSON.parse(error.originalResponse?.getBody() ?? '{}');

  it.each([
    ['in slices', {}],
    ['with POST for PATCH', { overridePatchMethod: true }],
  ])('creates and sends a whole file %s', async (_how, more) => {
    const id = await admin.emptyImage();
    const data = someBytes(3 * MiB + 7);
    await run(data, options(id, more));
    expect(await admin.image(id)).toMatchObject({ status: 'active', size: data.length, os_hash_value: sha512(data) });
  });

  it('goes on where it was aborted, from the address alone', async () => {
    const id = await admin.emptyImage();
    const data = someBytes(4 * MiB);
    const location = await abortedAfter(data, options(id), MiB);
    const begun: number[] = [];
    await run(data, options(id, { uploadUrl: location, onProgress: (sent) => void begun.push(sent) }));
    expect(begun[0]).toBeGreaterThanOrEqual(MiB);
    expect(await admin.image(id)).toMatchObject({ status: 'active', os_hash_value: sha512(data) });
  });

  async function abortedAfter(data: Buffer, wanted: UploadOptions, bytes: number): Promise<string> {
    const stopped = Promise.withResolvers<string>();
    const upload = new Upload(data, {
      ...wanted,
      onChunkComplete: (_chunk, accepted) => {
        if (accepted < bytes) return;
        void upload.abort();
        stopped.resolve(upload.url ?? '');
      },
      onError: stopped.reject,
    });
    upload.start();
    return stopped.promise;
  }

  it('terminates an upload, after which its address is unknown and the image waits again', async () => {
    const id = await admin.emptyImage();
    const data = someBytes(2 * MiB);
    const location = await abortedAfter(data, options(id), MiB);
    await Upload.terminate(location, options(id));
    expect(statusOf(await errorOf(data, { ...options(id, { uploadUrl: location }), endpoint: null }))).toBe(404);
    await vi.waitFor(async () => expect(await admin.image(id)).toMatchObject({ status: 'queued' }));
    await run(data, options(id));
    expect(await admin.image(id)).toMatchObject({ status: 'active', os_hash_value: sha512(data) });
  });

  it('is told where the upload stands when it is out of step', async () => {
    const id = await admin.emptyImage();
    const data = someBytes(2 * MiB);
    const location = await abortedAfter(data, options(id), MiB);
    const misled = options(id, {
      uploadUrl: location,
      onBeforeRequest: (request) => {
        if (request.getMethod() === 'PATCH') request.setHeader('Upload-Offset', '5');
      },
    });
    const error = await errorOf(data, misled);
    expect(statusOf(error)).toBe(409);
    expect(error.originalResponse?.getHeader('Upload-Offset')).toBe(String(MiB));
  });

  it.each([
    ['another version', 'Tus-Resumable', '0.2.2', 412, 'tusVersion'],
    ['no length', 'Upload-Length', '', 400, 'badRequest'],
    ['an image that is none', 'Upload-Metadata', `imageId ${btoa('x')}`, 400, 'badRequest'],
  ])('is refused with %s', async (_what, name, value, status, code) => {
    const id = await admin.emptyImage();
    const wanted = options(id, { onBeforeRequest: (request) => request.setHeader(name, value) });
    const error = await errorOf(someBytes(10), wanted);
    expect([statusOf(error), problemOf(error).code]).toEqual([status, code]);
    expect(await admin.image(id)).toMatchObject({ status: 'queued' });
  });

  it('hears what the server can, and what it was told at the creation', async () => {
    const call = (method: string, path: string) =>
      fetch(console.url + path, { method, headers: { ...admin.headers, 'Tus-Resumable': '1.0.0' } });
    const { headers, status } = await call('OPTIONS', '/api/uploads');
    expect([status, headers.get('tus-version'), headers.get('tus-extension'), headers.get('tus-max-size')]).toEqual([
      204,
      '1.0.0',
      'creation,termination,expiration',
      String(1024 ** 4),
    ]);

    const id = await admin.emptyImage();
    const location = await abortedAfter(someBytes(2 * MiB), options(id), MiB);
    const head = await call('HEAD', new URL(location).pathname);
    expect(head.headers.get('upload-metadata')).toBe(
      `imageId ${btoa(id)},filename ${Buffer.from('镜像.raw').toString('base64')}`,
    );
    expect(head.headers.get('cache-control')).toBe('no-store');
    expect(Date.parse(head.headers.get('upload-expires') ?? '')).toBeGreaterThan(Date.now());
  });
});
