import { describe, expect, it } from 'vitest';
import type { UploadTask } from '../../resources/upload/index.ts';
import { newsBetween } from './news.ts';

const at = (sent: number, state: UploadTask['state'] = { kind: 'sending', rate: null }): UploadTask => ({
  id: 'i',
  imageName: 'web',
  fileName: 'web.qcow2',
  project: { id: 'p', name: 'dev' },
  via: 'file',
  total: 1000,
  sent,
  taken: sent,
  cuts: 0,
  restarts: 0,
  state,
});
const between = (before: UploadTask | null, after: UploadTask) => newsBetween(before === null ? [] : [before], [after]);

describe('news of uploads', () => {
  it('tells starts, quarters, ends and failures, and nothing in between', () => {
    expect(between(null, at(0))).toEqual([{ kind: 'started', name: 'web' }]);
    expect(between(at(0), at(249))).toEqual([]);
    expect(between(at(249), at(510))).toEqual([{ kind: 'progress', name: 'web', percent: 50 }]);
    expect(between(at(510), at(740))).toEqual([]);
    expect(
      between(at(1000, { kind: 'verifying' }), at(1000, { kind: 'done', sha512: null, isVerified: true })),
    ).toEqual([{ kind: 'done', name: 'web' }]);
    expect(between(at(300), at(300, { kind: 'failed', failure: { kind: 'fileGone' } }))).toEqual([
      { kind: 'failed', name: 'web', failure: { kind: 'fileGone' } },
    ]);
  });

  it('does not take a second attempt from zero for progress', () => {
    expect(between(at(600), at(0, { kind: 'queued' }))).toEqual([]);
  });
});
