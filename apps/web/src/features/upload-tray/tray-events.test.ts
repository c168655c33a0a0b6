import { describe, expect, it } from 'vitest';
import { createUpload } from '../../resources/upload-manager/upload-store.ts';
import type { Upload, UploadState } from '../../resources/upload-manager/upload-transitions.ts';
import { recordFixture } from '../../resources/upload-persistence/record-fixture.ts';
import { uploadEventsBetween } from './tray-events.ts';

const record = { ...recordFixture, imageName: 'web', file: { ...recordFixture.file, size: 1000 } };
const uploadOf = (sent: number, state: UploadState = { kind: 'sending', rate: null }): Upload => ({
  ...createUpload(record, state, true),
  sent,
});
const between = (before: Upload | null, after: Upload) => uploadEventsBetween(before === null ? [] : [before], [after]);

describe('uploadEventsBetween', () => {
  it('returns starts, quarters, ends and failures', () => {
    expect(between(null, uploadOf(0))).toEqual([{ kind: 'started', name: 'web' }]);
    expect(between(uploadOf(249), uploadOf(510))).toEqual([{ kind: 'progress', name: 'web', percent: 50 }]);
    const verifying = uploadOf(1000, { kind: 'verifying' });
    const done = uploadOf(1000, { kind: 'done', sha512: null, isVerified: true });
    expect(between(verifying, done)).toEqual([{ kind: 'done', name: 'web' }]);
    const failed = uploadOf(300, { kind: 'failed', failure: { kind: 'fileGone' } });
    expect(between(uploadOf(300), failed)).toEqual([{ kind: 'failed', name: 'web', failure: { kind: 'fileGone' } }]);
  });

  it('returns no event between two quarters', () => {
    expect(between(uploadOf(0), uploadOf(249))).toEqual([]);
    expect(between(uploadOf(510), uploadOf(740))).toEqual([]);
  });

  it('returns no progress when an upload restarts from zero', () => {
    expect(between(uploadOf(600), uploadOf(0, { kind: 'queued' }))).toEqual([]);
  });
});
