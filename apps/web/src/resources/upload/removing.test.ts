import { describe, expect, it, vi } from 'vitest';
import { browserOfTabs, memoryOf } from './testing.ts';
import { dev, file, kept, opened, openTab } from './testing-tab.ts';
import type { UploadDeps } from './uploads.ts';

const settled = (fact: () => void) => vi.waitFor(fact, { interval: 1 });
const sha512 = { algorithm: 'sha512', value: 'ab' };
const whole = { status: 'active', size: 5, hash: sha512 };

/** An upload that waits for its file after a reload of the page. */
async function openWaiting(changes: Partial<UploadDeps> = {}) {
  const memory = memoryOf(kept);
  const tab = openTab({ memory, hash: 'sha512', ...changes });
  await settled(() => expect(tab.state()?.kind).toBe('needsFile'));
  return { ...tab, memory };
}

describe('cancelling an upload', () => {
  it('deletes the image while it is queued', async () => {
    const tab = await openWaiting();
    tab.uploads.cancel('i');
    await settled(() => expect(tab.state()?.kind).toBe('cancelled'));
    expect(tab.calls).toContain('remove i');
    await settled(() => expect(tab.memory.kept.size).toBe(0));
  });

  it.each(['active', 'deactivated'])('keeps a whole image that is %s, and ends as done', async (status) => {
    const tab = await openWaiting();
    tab.imageIs({ ...whole, status });
    tab.uploads.cancel('i');
    await settled(() => expect(tab.state()).toEqual({ kind: 'done', sha512: null, isVerified: false }));
    await settled(() => expect(tab.memory.kept.size).toBe(0));
    expect(tab.calls).not.toContain('remove i');
  });

  it('waits for an image that is saving, and keeps it when it becomes active', async () => {
    const tab = await openWaiting();
    const states = ['saving', 'saving', 'active'];
    tab.imageIs({ ...whole, status: 'saving' });
    const imageState = vi.fn(async () => ({ ...whole, status: states.shift() ?? 'active' }));
    const other = openTab({ memory: memoryOf(), imageState, hash: 'sha512' });
    other.start();
    other.report(opened);
    other.report({ kind: 'allSent' });
    other.uploads.cancel('i');
    await settled(() => expect(other.state()?.kind).toBe('done'));
    expect(other.calls).not.toContain('remove i');
  });

  it('deletes an image that stays saving', async () => {
    const tab = openTab();
    tab.imageIs({ status: 'saving', size: null, hash: null });
    tab.start();
    tab.report(opened);
    tab.uploads.cancel('i');
    await settled(() => expect(tab.state()?.kind).toBe('cancelled'));
    expect(tab.calls).toContain('remove i');
  });

  it.each([
    ['another size', { ...whole, size: 4 }, { kind: 'sizeMismatch', expected: 5, actual: 4 }],
    ['another digest', whole, { kind: 'hashMismatch', expected: 'cd', actual: 'ab' }],
  ])('tells that the active image has %s, and deletes it only when asked again', async (_what, image, failure) => {
    const tab = await openWaiting({
      memory: memoryOf({ ...kept, digests: { sha512: 'cd' } }),
    });
    tab.imageIs(image);
    tab.uploads.cancel('i');
    await settled(() => expect(tab.state()).toEqual({ kind: 'failed', failure }));
    expect(tab.calls).not.toContain('remove i');
    tab.uploads.cancel('i');
    await settled(() => expect(tab.state()?.kind).toBe('cancelled'));
    expect(tab.calls).toContain('remove i');
  });

  it('leaves an image whose state cannot be read, and can be repeated', async () => {
    let isDown = false;
    const queued = { status: 'queued', size: null, hash: null };
    const imageState = () => (isDown ? Promise.reject(new Error('503')) : Promise.resolve(queued));
    const tab = await openWaiting({ imageState });
    isDown = true;
    tab.uploads.cancel('i');
    await settled(() => expect(tab.state()).toEqual({ kind: 'failed', failure: { kind: 'notRemoved' } }));
    expect(tab.calls).not.toContain('remove i');
    isDown = false;
    tab.uploads.cancel('i');
    await settled(() => expect(tab.state()?.kind).toBe('cancelled'));
  });

  it('follows an import that was started elsewhere instead of deleting its image', async () => {
    const followed = Promise.withResolvers<{ kind: 'active' }>();
    const memory = memoryOf({ ...kept, via: 'stage' });
    const tab = await openWaiting({ memory, followImport: () => followed.promise });
    tab.imageIs({ status: 'importing', size: 5, hash: null });
    tab.uploads.cancel('i');
    await settled(() => expect(tab.state()?.kind).toBe('importing'));
    expect(tab.calls).not.toContain('remove i');
    tab.imageIs({ status: 'active', size: 5, hash: null });
    followed.resolve({ kind: 'active' });
    await settled(() => expect(tab.state()?.kind).toBe('done'));
  });

  it('leaves an upload to the tab that has been given its file', async () => {
    const memory = memoryOf(kept);
    const newTabs = browserOfTabs();
    const [first, second] = [openTab({ memory, tabs: newTabs() }), openTab({ memory, tabs: newTabs() })];
    await settled(() => expect([first.state()?.kind, second.state()?.kind]).toEqual(['needsFile', 'needsFile']));
    const given = first.uploads.giveFile('i', file, null);
    await settled(() => expect(first.state()?.kind).toBe('opening'));
    second.uploads.cancel('i');
    await given;
    await settled(() => expect(second.state()?.kind).toBe('elsewhere'));
    expect(second.calls).not.toContain('remove i');
  });

  it('does not read an image of another project', async () => {
    let project = dev;
    const tab = await openWaiting({ project: () => project });
    project = { id: 'q', name: 'ops' };
    tab.uploads.cancel('i');
    await settled(() => expect(tab.state()).toEqual({ kind: 'failed', failure: { kind: 'notRemoved' } }));
    expect(tab.calls).not.toContain('remove i');
  });
});
