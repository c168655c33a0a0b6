import { afterEach, expect, it, vi } from 'vitest';
import { defaultUploadLimits } from './limits.ts';
import { startUpstream, type TestUpstream, type UpstreamManners } from './testing.ts';
import { type Learnt, openUpstream } from './upstream.ts';

const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

const limits = { ...defaultUploadLimits, continueMs: 1000, silentMs: 1 };

async function cloud(manners: UpstreamManners): Promise<TestUpstream> {
  const upstream = await startUpstream(manners);
  closing.push(upstream.close);
  return upstream;
}

async function open({ url }: TestUpstream, learnt: Learnt): Promise<string> {
  const target = { url: `${url}/v2/images/1/file`, headers: {}, contentLength: 4, tls: {} };
  const opening = await openUpstream(target, limits, learnt, new AbortController().signal);
  if (opening.kind === 'open') opening.upstream.destroy('cancelled');
  return `${opening.kind} ${url}`;
}

it('waits for 100 Continue only until it is known that this cloud never says it', async () => {
  const learnt: Learnt = { lengthOnly: new Set(), silent: new Set() };
  const known = await cloud({ silent: true });
  await open(known, learnt);
  expect([...learnt.silent]).toEqual([known.url]);
  // Another one, asked before it, is still waited for.
  const other = await cloud({ silent: true });
  expect(await Promise.race([open(other, learnt), open(known, learnt)])).toBe(`open ${known.url}`);
});

it('takes back what it thought of a cloud that says it after all, however late', async () => {
  const talker = await cloud({ continueAfterMs: 100 });
  const learnt: Learnt = { lengthOnly: new Set(), silent: new Set([talker.url]) };
  const target = { url: `${talker.url}/v2/images/1/file`, headers: {}, contentLength: 4, tls: {} };
  const opening = await openUpstream(target, limits, learnt, new AbortController().signal);
  expect(opening.kind).toBe('open');
  expect([...learnt.silent]).toEqual([talker.url]);
  await vi.waitFor(() => expect([...learnt.silent]).toEqual([]));
});
