import { MiB } from '@console/units';
import { type DetailedError, Upload, type UploadOptions } from 'tus-js-client';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import {
  type ConsoleAtCloud,
  type SignedInUser,
  startConsoleAt,
  startTestCloud,
  type TestCloud,
} from '../testing/embedded-cloud.ts';
import { randomBuffer, sha512 } from '../testing/tus-client.ts';

/** A client that was written for other servers shows that the BFF follows the protocol. */
describe('tus-js-client', () => {
  let cloud: TestCloud;
  let console: ConsoleAtCloud;
  let admin: SignedInUser;
  beforeAll(async () => {
    cloud = await startTestCloud();
    console = await startConsoleAt(cloud);
    admin = await console.signIn();
  });
  afterAll(async () => {
    await console.stop();
    await cloud.close();
  });

  const optionsFor = (imageId: string, more: Partial<UploadOptions> = {}): UploadOptions => ({
    endpoint: `${console.url}/api/uploads`,
    headers: admin.headers,
    metadata: { imageId, filename: '镜像.raw' },
    chunkSize: MiB,
    retryDelays: null,
    ...more,
  });
  const upload = (data: Buffer, options: UploadOptions) =>
    new Promise<void>((resolve, reject) => {
      new Upload(data, { ...options, onSuccess: () => resolve(), onError: reject }).start();
    });
  const uploadError = (data: Buffer, options: UploadOptions): Promise<DetailedError> =>
    upload(data, options).then(
      () => {
        throw new Error('the upload succeeded');
      },
      (error: DetailedError) => error,
    );
  const statusOf = (error: DetailedError) => error.originalResponse?.getStatus();
  const problemOf = (error: DetailedError) => JSON.parse(error.originalResponse?.getBody() ?? '{}');

  /** Uploads at least `bytes` and aborts. Returns the Location. */
  async function uploadPart(data: Buffer, options: UploadOptions, bytes: number): Promise<string> {
    const stopped = Promise.withResolvers<string>();
    const partial = new Upload(data, {
      ...options,
      onChunkComplete: (_chunk, accepted) => {
        if (accepted < bytes) return;
        void partial.abort();
        stopped.resolve(partial.url ?? '');
      },
      onError: stopped.reject,
    });
    partial.start();
    return stopped.promise;
  }

  it.each([
    ['PATCH', {}],
    ['POST and X-HTTP-Method-Override', { overridePatchMethod: true }],
  ])('uploads a whole file with %s', async (_method, more) => {
    const id = await admin.createImage();
    const data = randomBuffer(3 * MiB + 7);
    await upload(data, optionsFor(id, more));
    expect(await admin.fetchImage(id)).toMatchObject({
      status: 'active',
      size: data.length,
      os_hash_value: sha512(data),
    });
  });

  it('resumes an aborted upload from its Location', async () => {
    const id = await admin.createImage();
    const data = randomBuffer(4 * MiB);
    const location = await uploadPart(data, optionsFor(id), MiB);
    const progress: number[] = [];
    await upload(data, optionsFor(id, { uploadUrl: location, onProgress: (sent) => void progress.push(sent) }));
    expect(progress[0]).toBeGreaterThanOrEqual(MiB);
    expect(await admin.fetchImage(id)).toMatchObject({ status: 'active', os_hash_value: sha512(data) });
  });

  it('terminates an upload: its Location answers 404 and the image is queued again', async () => {
    const id = await admin.createImage();
    const data = randomBuffer(2 * MiB);
    const location = await uploadPart(data, optionsFor(id), MiB);
    await Upload.terminate(location, optionsFor(id));
    const resumed = { ...optionsFor(id, { uploadUrl: location }), endpoint: null };
    expect(statusOf(await uploadError(data, resumed))).toBe(404);
    await vi.waitFor(async () => expect(await admin.fetchImage(id)).toMatchObject({ status: 'queued' }));
    await upload(data, optionsFor(id));
    expect(await admin.fetchImage(id)).toMatchObject({ status: 'active', os_hash_value: sha512(data) });
  });

  it('receives 409 with the right offset for a slice at a wrong one', async () => {
    const id = await admin.createImage();
    const data = randomBuffer(2 * MiB);
    const location = await uploadPart(data, optionsFor(id), MiB);
    const options = optionsFor(id, {
      uploadUrl: location,
      onBeforeRequest: (request) => {
        if (request.getMethod() === 'PATCH') request.setHeader('Upload-Offset', '5');
      },
    });
    const error = await uploadError(data, options);
    expect(statusOf(error)).toBe(409);
    expect(error.originalResponse?.getHeader('Upload-Offset')).toBe(String(MiB));
  });

  it.each([
    [412, 'another Tus-Resumable', 'Tus-Resumable', '0.2.2', 'tusVersion'],
    [400, 'an empty Upload-Length', 'Upload-Length', '', 'badRequest'],
    [400, 'an imageId that is no UUID', 'Upload-Metadata', `imageId ${btoa('x')}`, 'badRequest'],
  ])('receives %i for %s', async (status, _case, name, value, code) => {
    const id = await admin.createImage();
    const options = optionsFor(id, { onBeforeRequest: (request) => request.setHeader(name, value) });
    const error = await uploadError(randomBuffer(10), options);
    expect([statusOf(error), problemOf(error).code]).toEqual([status, code]);
    expect(await admin.fetchImage(id)).toMatchObject({ status: 'queued' });
  });

  it('receives the extensions from OPTIONS, and the metadata of its POST from HEAD', async () => {
    const send = (method: string, path: string) =>
      fetch(console.url + path, { method, headers: { ...admin.headers, 'Tus-Resumable': '1.0.0' } });
    const { headers, status } = await send('OPTIONS', '/api/uploads');
    expect([status, headers.get('tus-version'), headers.get('tus-extension'), headers.get('tus-max-size')]).toEqual([
      204,
      '1.0.0',
      'creation,termination,expiration',
      String(1024 ** 4),
    ]);

    const id = await admin.createImage();
    const location = await uploadPart(randomBuffer(2 * MiB), optionsFor(id), MiB);
    const head = await send('HEAD', new URL(location).pathname);
    expect(head.headers.get('upload-metadata')).toBe(
      `imageId ${btoa(id)},filename ${Buffer.from('镜像.raw').toString('base64')}`,
    );
    expect(head.headers.get('cache-control')).toBe('no-store');
    expect(Date.parse(head.headers.get('upload-expires') ?? '')).toBeGreaterThan(Date.now());
  });
});
