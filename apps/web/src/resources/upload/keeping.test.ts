import { describe, expect, it, vi } from 'vitest';
import { browserOfTabs, memoryOf } from './testing.ts';
import { file, kept, opened, openTab } from './testing-tab.ts';

const settled = (fact: () => void) => vi.waitFor(fact, { interval: 1 });

describe('what is remembered', () => {
  it('is where the BFF knows the upload and what the file is known by, until it is done', async () => {
    const memory = memoryOf();
    const tab = openTab({ memory, imageState: async () => ({ status: 'active', size: 5, hash: null }) });
    tab.start();
    tab.report(opened);
    await settled(() => expect(memory.kept.get('i')).toMatchObject({ location: '/api/uploads/1', file: kept.file }));
    tab.report({ kind: 'accepted', digests: {} });
    await settled(() => expect(memory.kept.size).toBe(0));
    expect(tab.state()?.kind).toBe('done');
  });

  it('is forgotten with the image when it is cancelled, and kept as long as a failure is shown', async () => {
    const memory = memoryOf();
    const tab = openTab({ memory });
    tab.start();
    await settled(() => expect(memory.kept.size).toBe(1));
    tab.report({ kind: 'failed', failure: { kind: 'broken' } });
    await settled(() => expect(tab.state()?.kind).toBe('failed'));
    expect(memory.kept.get('i')?.location).toBeNull();
    tab.uploads.cancel('i');
    await settled(() => expect(memory.kept.size).toBe(0));
    expect(tab.calls).toContain('remove i');
  });
});

describe('a short upload', () => {
  it('that is over before its file is looked at stays forgotten', async () => {
    const memory = memoryOf();
    const looked = Promise.withResolvers<{ sha256: string }>();
    const imageState = async () => ({ status: 'active', size: 5, hash: null });
    const tab = openTab({ memory, imageState, hashFile: () => looked.promise });
    tab.start();
    await settled(() => expect(memory.kept.size).toBe(1));
    tab.report(opened);
    tab.report({ kind: 'accepted', digests: {} });
    await settled(() => expect(memory.kept.size).toBe(0));
    const put = vi.spyOn(memory, 'put');
    looked.resolve({ sha256: 'edge' });
    await new Promise((done) => setTimeout(done));
    expect(put).not.toHaveBeenCalled();
  });
});

describe('two tabs of one browser', () => {
  function openTwo() {
    const memory = memoryOf();
    const newTabs = browserOfTabs();
    const first = openTab({ memory, tabs: newTabs() });
    const second = openTab({ memory, tabs: newTabs() });
    return { memory, first, second };
  }

  it('run an upload in one of them, and the other says so until it is over', async () => {
    const { memory, first, second } = openTwo();
    first.start();
    await settled(() => expect(second.state()?.kind).toBe('elsewhere'));
    first.report(opened);
    first.imageIs({ status: 'active', size: 5, hash: null });
    first.report({ kind: 'accepted', digests: {} });
    await settled(() => expect(first.state()?.kind).toBe('done'));
    await settled(() => expect(second.task()).toBeUndefined());
    expect(memory.kept.size).toBe(0);
  });

  it('let the one go on to whom the file is given first', async () => {
    const memory = memoryOf(kept);
    const newTabs = browserOfTabs();
    const first = openTab({ memory, tabs: newTabs() });
    const second = openTab({ memory, tabs: newTabs() });
    await settled(() => expect([first.state()?.kind, second.state()?.kind]).toEqual(['needsFile', 'needsFile']));
    await Promise.all([first.uploads.giveFile('i', file, null), second.uploads.giveFile('i', file, null)]);
    await settled(() => expect([first.state()?.kind, second.state()?.kind]).toEqual(['opening', 'elsewhere']));
    expect(second.transfers).toEqual([]);
  });
});
