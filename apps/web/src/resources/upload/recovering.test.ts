import type { Problem } from '@console/bff-contract';
import { describe, expect, it, vi } from 'vitest';
import { RequestError } from '../../shared/http/index.ts';
import { dev, file, lost, opened, openTab } from './testing-tab.ts';

const settled = (fact: () => void) => vi.waitFor(fact, { interval: 1 });

describe('an upload whose way to the cloud is lost', () => {
  it.each(['uploadLost', 'uploadUnknown'] as const)(
    'begins again from zero with the same image after %s',
    async (code) => {
      const tab = openTab();
      tab.start();
      tab.report(opened);
      tab.report(lost(code));
      expect(tab.state()?.kind).toBe('restarting');
      await settled(() => expect(tab.transfers).toHaveLength(2));
      expect(tab.transfers[1]?.spec).toMatchObject({ imageId: 'i', location: null });
      expect(tab.task()).toMatchObject({ restarts: 1, sent: 0, state: { kind: 'opening' } });
    },
  );

  it('does so three times, and then leaves it to the person', async () => {
    const tab = openTab();
    tab.start();
    for (let time = 1; time <= 3; time += 1) {
      tab.report(opened);
      tab.report(lost());
      await settled(() => expect(tab.transfers).toHaveLength(time + 1));
    }
    tab.report(opened);
    tab.report(lost());
    expect(tab.state()).toMatchObject({ kind: 'failed', failure: { kind: 'problem' } });
    tab.uploads.retry('i');
    tab.report(lost());
    expect(tab.state()?.kind).toBe('restarting');
  });

  it('is not given up while nobody is signed in', async () => {
    const problem = { type: 'about:blank', title: '', status: 401, code: 'sessionGone', detail: '', requestId: 'r' };
    const signedOut = new RequestError({ kind: 'problem', problem: { ...problem, code: 'sessionGone' } });
    let asked = 0;
    const queued = { status: 'queued', size: null, hash: null };
    const tab = openTab({
      imageState: () => (++asked > 100 ? Promise.resolve(queued) : Promise.reject(signedOut)),
    });
    tab.start();
    tab.report(opened);
    tab.report(lost());
    await settled(() => expect(tab.transfers).toHaveLength(2));
  });

  it('waits until the image can be sent again', async () => {
    const tab = openTab();
    tab.imageIs({ status: 'saving', size: null, hash: null });
    tab.start();
    tab.report(opened);
    tab.report(lost());
    await settled(() => expect(tab.calls.filter((call) => call === 'look').length).toBeGreaterThan(1));
    expect(tab.state()?.kind).toBe('restarting');
    tab.imageIs({ status: 'queued', size: null, hash: null });
    await settled(() => expect(tab.transfers).toHaveLength(2));
  });

  it('says that the image is stuck where nobody brings it data, looks again when asked, and goes on by itself', async () => {
    const tab = openTab();
    tab.imageIs({ status: 'saving', size: null, hash: null });
    tab.start();
    tab.report(opened);
    tab.report(lost());
    const stuck = { kind: 'failed', failure: { kind: 'stuck', status: 'saving' } };
    await settled(() => expect(tab.state()).toEqual(stuck));
    tab.uploads.retry('i');
    expect(tab.state()?.kind).toBe('restarting');
    await settled(() => expect(tab.state()).toEqual(stuck));
    tab.imageIs({ status: 'queued', size: null, hash: null });
    tab.uploads.retry('i');
    await settled(() => expect(tab.transfers).toHaveLength(2));
  });

  it('begins again after a pause that was too long, and says that this was why', async () => {
    const tab = openTab();
    tab.start();
    tab.report(opened);
    tab.uploads.pause('i');
    tab.report({ kind: 'lapsed' });
    tab.uploads.resume('i');
    const problem = { code: 'uploadLost', reason: 'idle' } as Problem;
    tab.report({ kind: 'failed', failure: { kind: 'problem', problem } });
    expect(tab.state()).toEqual({ kind: 'restarting', why: 'idle' });
    await settled(() => expect(tab.transfers).toHaveLength(2));
  });

  it('is done where the cloud had taken everything after all', async () => {
    const tab = openTab({ hash: 'sha512', hashFile: async () => ({ sha256: 'edge', sha512: 'ab' }) });
    tab.imageIs({ status: 'active', size: 5, hash: { algorithm: 'sha512', value: 'ab' } });
    tab.start();
    tab.report(opened);
    tab.report(lost());
    await settled(() => expect(tab.state()).toEqual({ kind: 'done', sha512: 'ab', isVerified: true }));
    expect(tab.transfers).toHaveLength(1);
  });

  it.each(['uploading', 'importing', 'active'])('is imported where all of it is staged (%s)', async (status) => {
    const tab = openTab();
    tab.imageIs({ status, size: 5, hash: null });
    const rest = { via: 'stage', stores: [], handle: null, checksum: null, form: null } as const;
    tab.uploads.start({ file, imageId: 'i', imageName: '镜像', ...rest });
    tab.report(opened);
    tab.report(lost());
    await settled(() => expect(tab.state()?.kind).toBe('done'));
    expect(tab.transfers).toHaveLength(1);
    expect(tab.calls.filter((call) => call === 'import i')).toHaveLength(status === 'uploading' ? 1 : 0);
  });

  it('is not imported where only a part is staged', async () => {
    const tab = openTab({ sleep: async () => undefined });
    tab.imageIs({ status: 'uploading', size: 4, hash: null });
    const rest = { via: 'stage', stores: [], handle: null, checksum: null, form: null } as const;
    tab.uploads.start({ file, imageId: 'i', imageName: '镜像', ...rest });
    tab.report(opened);
    tab.report(lost());
    await settled(() => expect(tab.state()).toMatchObject({ kind: 'failed', failure: { kind: 'stuck' } }));
    expect(tab.calls).not.toContain('import i');
  });

  it('is done where the image takes no more data because it has all of it', async () => {
    const tab = openTab();
    tab.start();
    tab.report(opened);
    tab.report(lost());
    await settled(() => expect(tab.transfers).toHaveLength(2));
    tab.imageIs({ status: 'active', size: 5, hash: null });
    const problem = { code: 'uploadRefused', upstream: { status: 409 } } as Problem;
    tab.report({ kind: 'failed', failure: { kind: 'problem', problem } });
    await settled(() => expect(tab.state()?.kind).toBe('done'));
  });

  it('says that the image is gone', async () => {
    const tab = openTab();
    tab.imageIs('gone');
    tab.start();
    tab.report(opened);
    tab.report(lost());
    await settled(() => expect(tab.state()).toEqual({ kind: 'failed', failure: { kind: 'imageGone' } }));
  });

  it('does not hide that the cloud could not be reached in the first place', () => {
    const tab = openTab();
    tab.start();
    tab.report(lost('cloudUnreachable'));
    expect(tab.state()).toMatchObject({ kind: 'failed', failure: { kind: 'problem' } });
  });
});

describe('another project', () => {
  it('lets an upload wait, and does not take an image it cannot see for deleted', async () => {
    let project = dev;
    let asked = 0;
    const tab = openTab({
      project: () => {
        asked += 1;
        return project;
      },
    });
    tab.start();
    tab.report(opened);
    project = { id: 'q', name: 'ops' };
    tab.report(lost());
    asked = 0;
    await settled(() => expect(asked).toBeGreaterThan(2));
    expect(tab.calls).not.toContain('look');
    expect(tab.state()?.kind).toBe('restarting');
    project = dev;
    await settled(() => expect(tab.transfers).toHaveLength(2));
  });

  it('owns up to an image it cannot remove from there', async () => {
    let project = dev;
    const tab = openTab({ project: () => project });
    tab.start();
    project = { id: 'q', name: 'ops' };
    tab.uploads.cancel('i');
    await settled(() => expect(tab.state()).toEqual({ kind: 'failed', failure: { kind: 'notRemoved' } }));
    project = dev;
    tab.uploads.cancel('i');
    await settled(() => expect(tab.state()?.kind).toBe('cancelled'));
  });
});
