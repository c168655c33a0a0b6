import { describe, expect, it, vi } from 'vitest';
import { createUploads } from './store.ts';
import { quietDeps } from './testing.ts';
import type { Report, TransferSpec } from './transfer.ts';
import type { UploadDeps } from './uploads.ts';
import type { ImageState } from './verify.ts';

const plain = { handle: null, checksum: null, form: null };
const sha512 = (value: string) => ({ algorithm: 'sha512', value });

function stage(changes: Partial<UploadDeps> = {}) {
  const transfers = new Map<string, { spec: TransferSpec; report: (report: Report) => void; orders: string[] }>();
  const called: string[] = [];
  const listened = new Set<string>();
  let image: ImageState = { status: 'active', size: 5, hash: sha512('ab') };
  let now = 0;
  const deps = quietDeps({
    fetch: async (input, init) => {
      called.push(`${init?.method} ${String(input)}`);
      return new Response();
    },
    startTransfer: (spec, report) => {
      const orders: string[] = [];
      transfers.set(spec.imageId, { spec, report, orders });
      const order = (name: string) => () => void orders.push(name);
      return { pause: order('pause'), resume: order('resume'), wake: order('wake'), stop: order('stop') };
    },
    sliceBytes: 8,
    parallel: 2,
    hash: 'sha512',
    removeImage: async (id) => void called.push(`removeImage ${id}`),
    imageState: async () => image,
    startImport: async (id, stores) => void called.push(`import ${id} to ${stores}`),
    onChange: (id) => void called.push(`changed ${id}`),
    onSessionGone: () => void called.push('sessionGone'),
    now: () => now,
    window: {
      addEventListener: (name: string) => void listened.add(name),
      removeEventListener: (name: string) => void listened.delete(name),
    },
    ...changes,
  });
  const uploads = createUploads(deps);
  const start = (imageId: string, via: 'file' | 'stage' = 'file') =>
    uploads.start({
      file: new File(['bytes'], 'a.qcow2'),
      imageId,
      imageName: '镜像',
      via,
      stores: ['fast', 'slow'],
      ...plain,
    });
  const state = (id: string) => uploads.getSnapshot().find((task) => task.id === id)?.state;
  const tell = (id: string, ...reports: Report[]) => {
    for (const report of reports) transfers.get(id)!.report(report);
  };
  const later = (ms: number) => {
    now += ms;
  };
  const cloudSays = (next: ImageState) => {
    image = next;
  };
  return { uploads, start, state, tell, transfers, called, listened, later, cloudSays };
}
const opened: Report = { kind: 'opened', location: '/api/uploads/1', sent: 0 };
const settled = (fact: () => void) => vi.waitFor(fact, { interval: 1 });

describe('the uploads', () => {
  it('run few at a time and the others when a place is free', () => {
    const { start, state, tell, uploads } = stage();
    for (const id of ['a', 'b', 'c']) start(id);
    expect(['a', 'b', 'c'].map((id) => state(id)?.kind)).toEqual(['opening', 'opening', 'queued']);
    tell('a', opened);
    uploads.pause('a');
    expect(['a', 'b', 'c'].map((id) => state(id)?.kind)).toEqual(['paused', 'opening', 'opening']);
    uploads.resume('a');
    expect(state('a')?.kind).toBe('queued');
    tell('b', { kind: 'failed', failure: { kind: 'fileGone' } });
    expect(state('a')?.kind).toBe('opening');
  });

  it('go on first where the BFF waits for their bytes', () => {
    const { start, state, tell, uploads } = stage();
    start('a');
    tell('a', opened);
    uploads.pause('a');
    for (const id of ['b', 'c', 'd']) start(id);
    uploads.resume('a');
    uploads.move('a', 'later');
    expect(['a', 'b', 'c', 'd'].map((id) => state(id)?.kind)).toEqual(['queued', 'opening', 'opening', 'queued']);
    uploads.pause('b');
    expect(['a', 'd'].map((id) => state(id)?.kind)).toEqual(['opening', 'queued']);
  });

  it('go on when the session has changed: another tab may have signed in again', () => {
    const { start, tell, uploads, transfers } = stage();
    start('a');
    tell('a', opened, { kind: 'waiting', why: 'sessionGone', ms: null });
    uploads.follow();
    expect(transfers.get('a')?.orders).toEqual(['wake']);
  });

  it('end well only when the cloud holds what was sent', async () => {
    const { start, state, tell, called, transfers } = stage();
    start('a');
    tell('a', opened, { kind: 'allSent' }, { kind: 'accepted', digests: { sha512: 'ab' } });
    expect(state('a')?.kind).toBe('verifying');
    await settled(() => expect(state('a')?.kind).toBe('done'));
    expect(called).toEqual(['changed a']);
    expect(transfers.get('a')?.orders).toEqual(['stop']);
  });

  it('fail when the hash differs', async () => {
    const { start, state, tell, cloudSays } = stage();
    cloudSays({ status: 'active', size: 5, hash: sha512('cd') });
    start('a');
    tell('a', opened, { kind: 'accepted', digests: { sha512: 'ab' } });
    await settled(() => expect(state('a')).toMatchObject({ kind: 'failed', failure: { kind: 'hashMismatch' } }));
  });

  it('look again later when the image cannot be read now', async () => {
    let broken = true;
    const image = { status: 'active', size: 5, hash: sha512('ab') };
    const imageState = () => (broken ? Promise.reject(new Error('down')) : Promise.resolve(image));
    const { start, state, tell, uploads } = stage({ imageState });
    start('a');
    tell('a', opened, { kind: 'accepted', digests: { sha512: 'ab' } });
    await settled(() => expect(state('a')).toMatchObject({ kind: 'failed', failure: { kind: 'unverified' } }));
    broken = false;
    uploads.retry('a');
    await settled(() => expect(state('a')?.kind).toBe('done'));
  });

  it('cancel: the upload is ended, then its image removed', async () => {
    const { start, state, tell, uploads, called, cloudSays } = stage();
    cloudSays({ status: 'queued', size: null, hash: null });
    start('a');
    tell('a', opened);
    uploads.cancel('a');
    expect(state('a')?.kind).toBe('cancelling');
    await settled(() => expect(state('a')?.kind).toBe('cancelled'));
    expect(called).toEqual(['DELETE /api/uploads/1', 'removeImage a', 'changed a']);
    uploads.dismiss('a');
    expect(uploads.getSnapshot()).toEqual([]);
  });

  it('cancel: an image that stays is owned up to, and can be removed once more', async () => {
    let fails = true;
    const removeImage = () => (fails ? Promise.reject(new Error('403')) : Promise.resolve());
    const { start, state, uploads, cloudSays } = stage({ removeImage });
    cloudSays({ status: 'queued', size: null, hash: null });
    start('a');
    uploads.cancel('a');
    await settled(() => expect(state('a')).toMatchObject({ kind: 'failed', failure: { kind: 'notRemoved' } }));
    fails = false;
    uploads.cancel('a');
    await settled(() => expect(state('a')?.kind).toBe('cancelled'));
  });

  it('keep the task when the session is gone, and go on after signing in again', () => {
    const { start, state, tell, uploads, called, transfers } = stage();
    start('a');
    tell('a', opened, { kind: 'waiting', why: 'sessionGone', ms: null });
    expect(state('a')).toEqual({ kind: 'waiting', why: 'sessionGone', retryAt: null });
    expect(called).toContain('sessionGone');
    uploads.wake();
    expect(transfers.get('a')?.orders).toEqual(['wake']);
  });

  it('send the whole file again after a failure', async () => {
    const { start, state, tell, uploads, transfers } = stage();
    start('a');
    const first = transfers.get('a');
    tell('a', opened, { kind: 'failed', failure: { kind: 'broken' } });
    uploads.retry('a');
    expect(state('a')?.kind).toBe('opening');
    expect(transfers.get('a')).not.toBe(first);
  });

  it('guard the tab as long as anything is under way', async () => {
    const { start, tell, listened, state } = stage();
    expect(listened.has('beforeunload')).toBe(false);
    start('a');
    expect(listened.has('beforeunload')).toBe(true);
    tell('a', opened, { kind: 'accepted', digests: { sha512: 'ab' } });
    await settled(() => expect(state('a')?.kind).toBe('done'));
    expect(listened.has('beforeunload')).toBe(false);
  });

  it('tell the rate over the last seconds', () => {
    const { start, tell, later, state } = stage();
    start('a');
    tell('a', opened, { kind: 'progress', sent: 0 });
    later(2000);
    tell('a', { kind: 'progress', sent: 4 });
    expect(state('a')).toEqual({ kind: 'sending', rate: 2 });
  });

  it('name one store for a file, and all of them for an import', async () => {
    const { start, state, tell, transfers, called, cloudSays } = stage();
    cloudSays({ status: 'uploading', size: 5, hash: null });
    start('a');
    start('b', 'stage');
    expect([transfers.get('a')?.spec.store, transfers.get('b')?.spec.store]).toEqual(['fast', null]);
    tell('b', opened, { kind: 'accepted', digests: { sha512: 'ab' } });
    await settled(() => expect(state('b')?.kind).toBe('done'));
    expect(called).toContain('import b to fast,slow');
  });

  it('import what was staged, and are done only after that', async () => {
    const ended = Promise.withResolvers<{ kind: 'active' }>();
    const { start, state, tell } = stage({
      followImport: (_id, onBytes) => {
        onBytes(3);
        return ended.promise;
      },
    });
    start('a', 'stage');
    tell('a', opened, { kind: 'accepted', digests: { sha512: 'ab' } });
    await settled(() => expect(state('a')).toEqual({ kind: 'importing', bytes: 3 }));
    ended.resolve({ kind: 'active' });
    await settled(() => expect(state('a')?.kind).toBe('done'));
  });

  it('do not import what arrived cut off', async () => {
    const { start, state, tell, cloudSays, called } = stage();
    cloudSays({ status: 'uploading', size: 4, hash: null });
    start('a', 'stage');
    tell('a', opened, { kind: 'accepted', digests: {} });
    await settled(() => expect(state('a')).toMatchObject({ kind: 'failed', failure: { kind: 'sizeMismatch' } }));
    expect(called.filter((call) => call.startsWith('import'))).toEqual([]);
  });

  it('ask again for an import that was refused, without sending the file again', async () => {
    let refuses = true;
    const startImport = () => (refuses ? Promise.reject(new Error('503')) : Promise.resolve());
    const { start, state, tell, uploads, transfers, cloudSays } = stage({ startImport });
    cloudSays({ status: 'uploading', size: 5, hash: null });
    start('a', 'stage');
    const first = transfers.get('a');
    tell('a', opened, { kind: 'accepted', digests: { sha512: 'ab' } });
    await settled(() => expect(state('a')).toMatchObject({ kind: 'failed', failure: { kind: 'importRefused' } }));
    refuses = false;
    uploads.retry('a');
    await settled(() => expect(state('a')?.kind).toBe('done'));
    expect(transfers.get('a')).toBe(first);
  });

  it("give the cloud's reason for a failed import, and then send the file again", async () => {
    const failure = { reason: 'virtio error', stores: [] };
    const { start, state, tell, uploads } = stage({ followImport: async () => ({ kind: 'failed', failure }) });
    start('a', 'stage');
    tell('a', opened, { kind: 'accepted', digests: { sha512: 'ab' } });
    await settled(() => expect(state('a')).toEqual({ kind: 'failed', failure: { kind: 'importFailed', ...failure } }));
    uploads.retry('a');
    expect(state('a')?.kind).toBe('opening');
  });

  it('cancel an import by removing its image', async () => {
    const followImport = () => new Promise<never>(() => undefined);
    const { start, state, tell, uploads, called, cloudSays } = stage({ followImport });
    cloudSays({ status: 'uploading', size: 5, hash: null });
    start('a', 'stage');
    tell('a', opened, { kind: 'accepted', digests: { sha512: 'ab' } });
    await settled(() => expect(called).toContain('import a to fast,slow'));
    uploads.cancel('a');
    await settled(() => expect(state('a')?.kind).toBe('cancelled'));
    expect(called).toContain('removeImage a');
  });
});
