import { afterEach, describe, expect, it, vi } from 'vitest';
import { defaultCloudTimeouts } from '../cloud/timeouts.ts';
import { type ImageApiBehaviour, startImageApi, type TestImageApi } from '../testing/upload-server.ts';
import { type KnownBehaviour, openKeepAliveWriter } from './keep-alive-writer.ts';
import { defaultUploadLimits } from './upload-limits.ts';

const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

const limits = { ...defaultUploadLimits, ...defaultCloudTimeouts, continueMs: 1000, shortContinueMs: 1 };

async function startApi(behaviour: ImageApiBehaviour): Promise<TestImageApi> {
  const imageApi = await startImageApi(behaviour);
  closing.push(imageApi.close);
  return imageApi;
}

async function open({ url }: TestImageApi, known: KnownBehaviour) {
  const tls = { ca: undefined, rejectUnauthorized: true };
  const target = { url: `${url}/v2/images/1/file`, headers: {}, contentLength: 4, tls };
  const opening = await openKeepAliveWriter(target, limits, known, new AbortController().signal);
  return { url, kind: opening.kind };
}

describe('openKeepAliveWriter', () => {
  it('waits only shortly for 100 Continue from an image API that has never sent it', async () => {
    const known: KnownBehaviour = { lengthRequired: new Set(), neverContinue: new Set() };
    const knownApi = await startApi({ silent: true });
    await open(knownApi, known);
    expect([...known.neverContinue]).toEqual([knownApi.url]);
    // The wait for another image API is not shortened, although its request starts first.
    const newApi = await startApi({ silent: true });
    const first = await Promise.race([open(newApi, known), open(knownApi, known)]);
    expect(first).toEqual({ url: knownApi.url, kind: 'open' });
  });

  it('waits for 100 Continue again after an image API has sent it late', async () => {
    const lateApi = await startApi({ continueAfterMs: 100 });
    const known: KnownBehaviour = { lengthRequired: new Set(), neverContinue: new Set([lateApi.url]) };
    expect((await open(lateApi, known)).kind).toBe('open');
    expect([...known.neverContinue]).toEqual([lateApi.url]);
    await vi.waitFor(() => expect([...known.neverContinue]).toEqual([]));
  });
});
