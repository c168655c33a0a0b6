import type { Problem } from '@console/bff-contract';
import { describe, expect, it } from 'vitest';
import { recordFixture } from '../upload-persistence/record-fixture.ts';
import { createUpload } from './upload-store.ts';
import {
  allows,
  isRunning,
  remediesFor,
  secondsLeft,
  toFailure,
  transition,
  type Upload,
  type UploadEvent,
} from './upload-transitions.ts';

const record = { ...recordFixture, file: { ...recordFixture.file, size: 1000 } };
const fresh = createUpload(record, { kind: 'queued' }, false);
const uploadAfter = (...events: UploadEvent[]): Upload => events.reduce(transition, fresh);
const started: UploadEvent[] = [{ type: 'start' }, { type: 'opened', sent: 0 }];
const verified: UploadEvent = { type: 'verified', sha512: 'ab', isVerified: true };
const retry: UploadEvent = { type: 'retry', hasFile: true };
const progress: UploadEvent = { type: 'progress', sent: 400, rate: 100 };

describe('an upload', () => {
  it('passes from queued through opening, sending, finishing and verifying to done', () => {
    const kinds: string[] = [];
    const events: UploadEvent[] = [...started, progress, { type: 'allSent' }, { type: 'accepted' }, verified];
    let upload = fresh;
    for (const event of events) {
      upload = transition(upload, event);
      kinds.push(upload.state.kind);
    }
    expect(kinds).toEqual(['opening', 'sending', 'sending', 'finishing', 'verifying', 'done']);
    expect(upload.sent).toBe(1000);
  });

  it('is not done before it has been verified', () => {
    const accepted = uploadAfter(...started, { type: 'accepted' });
    expect(transition(uploadAfter(...started), verified).state.kind).toBe('sending');
    const failure = { kind: 'hashMismatch', expected: 'a', actual: 'b' } as const;
    expect(transition(accepted, { type: 'failed', failure }).state).toEqual({ kind: 'failed', failure });
  });

  it('keeps its sent bytes while paused, disconnected or signed out', () => {
    const paused = uploadAfter(...started, progress, { type: 'pause' });
    expect(paused).toMatchObject({ sent: 400, state: { kind: 'paused' } });
    expect(isRunning(paused)).toBe(false);
    const resumed = [{ type: 'resume' }, { type: 'start' }, { type: 'opened', sent: 380 }] satisfies UploadEvent[];
    expect(resumed.reduce<Upload>(transition, paused)).toMatchObject({ sent: 380, state: { kind: 'sending' } });
    const waiting = uploadAfter(...started, progress, { type: 'waiting', reason: 'sessionGone', retryAt: null });
    expect(waiting).toMatchObject({ sent: 400, state: { kind: 'waiting', reason: 'sessionGone' } });
  });

  it('has no bytes in the cloud after its retention has expired', () => {
    const paused = uploadAfter(...started, progress, { type: 'pause' });
    expect(paused.state).toEqual({ kind: 'paused', retention: { kind: 'unknown' } });
    const retained = transition(paused, { type: 'retained', sent: 380, until: 9000 });
    expect(retained).toMatchObject({
      sent: 380,
      received: 380,
      state: { kind: 'paused', retention: { kind: 'until', at: 9000 } },
    });
    expect(transition(retained, { type: 'expired' })).toMatchObject({
      sent: 0,
      state: { kind: 'paused', retention: { kind: 'expired' } },
    });
    expect(uploadAfter(...started, { type: 'expired' }).state.kind).toBe('sending');
  });

  it('ignores reports that arrive after a cancel or a pause', () => {
    const cancelling = uploadAfter(...started, { type: 'cancel' });
    expect(transition(cancelling, progress)).toBe(cancelling);
    expect(transition(cancelling, { type: 'accepted' })).toBe(cancelling);
    const paused = uploadAfter(...started, { type: 'pause' });
    expect(transition(paused, progress)).toBe(paused);
    expect(transition(paused, { type: 'accepted' }).state.kind).toBe('verifying');
  });

  it('starts from zero when retried, and only verifies again after an unverified end', () => {
    const broken = uploadAfter(...started, progress, { type: 'failed', failure: { kind: 'broken' } });
    expect(transition(broken, retry)).toMatchObject({ sent: 0, state: { kind: 'queued' } });
    expect(transition(broken, { type: 'retry', hasFile: false }).state.kind).toBe('needsFile');
    const unseen = uploadAfter(...started, { type: 'accepted' }, { type: 'failed', failure: { kind: 'unverified' } });
    expect(transition(unseen, retry).state.kind).toBe('verifying');
  });

  it('can be cancelled again when its image was not removed', () => {
    const left = uploadAfter(
      { type: 'cancel' },
      { type: 'imageKept', state: { kind: 'failed', failure: { kind: 'notRemoved' } } },
    );
    expect(allows(left, 'cancel')).toBe(true);
    expect(uploadAfter({ type: 'cancel' }, { type: 'removed' }).state.kind).toBe('cancelled');
  });

  it('has a remaining time only while it is sending at a known rate', () => {
    expect(secondsLeft(uploadAfter(...started, progress))).toBe(6);
    expect(secondsLeft(uploadAfter(...started))).toBeNull();
    expect(secondsLeft(uploadAfter(...started, progress, { type: 'pause' }))).toBeNull();
  });

  it('imports staged data before it is verified', () => {
    const events: UploadEvent[] = [...started, { type: 'accepted' }];
    const staged = events.reduce<Upload>(transition, { ...fresh, record: { ...record, via: 'stage' } });
    expect(staged.state).toEqual({ kind: 'importing', bytes: null });
    expect(transition(staged, verified)).toBe(staged);
    expect(isRunning(staged)).toBe(false);
    expect(allows(staged, 'cancel')).toBe(true);
    expect(transition(transition(staged, { type: 'importing', bytes: 7 }), { type: 'imported' }).state.kind).toBe(
      'verifying',
    );
  });

  it('needs its file after the file was lost, and keeps why another file was refused', () => {
    const gone = uploadAfter(...started, progress, { type: 'failed', failure: { kind: 'fileGone' } });
    const asking = transition(gone, retry);
    expect(asking.state).toEqual({ kind: 'needsFile', hasHandle: false, differences: [] });
    const refused = transition(asking, { type: 'fileRefused', differences: ['size'] });
    expect(refused.state).toMatchObject({ kind: 'needsFile', differences: ['size'] });
    expect(transition(refused, { type: 'fileChosen' }).state.kind).toBe('queued');
  });

  it('restarts from zero when everything is lost, and counts the restart', () => {
    const lost = uploadAfter(...started, progress, { type: 'received', bytes: 300 }, { type: 'lost', reason: 'idle' });
    expect(lost).toMatchObject({ sent: 0, received: 0, restarts: 1, state: { kind: 'restarting' } });
    expect(isRunning(lost)).toBe(false);
    expect(transition(lost, { type: 'restart' }).state.kind).toBe('queued');
    expect(transition(lost, { type: 'accepted' })).toMatchObject({ sent: 1000, state: { kind: 'verifying' } });
  });

  it('counts a lost connection once for any number of retries', () => {
    const cut: UploadEvent = { type: 'waiting', reason: 'network', retryAt: 1 };
    const opened: UploadEvent = { type: 'opened', sent: 10 };
    expect(uploadAfter(...started, cut, cut, cut, opened, cut).reconnects).toBe(2);
    expect(uploadAfter(...started, { type: 'waiting', reason: 'busy', retryAt: 1 }).reconnects).toBe(0);
  });

  it('hashes what an earlier page has sent before it continues sending', () => {
    const reading = uploadAfter(...started, { type: 'hashing', bytes: 70 });
    expect(reading.state).toEqual({ kind: 'hashing', bytes: 70 });
    expect(isRunning(reading)).toBe(true);
    expect(transition(reading, progress).state.kind).toBe('sending');
  });
});

describe('remediesFor', () => {
  const problem = (code: Problem['code']) => ({ kind: 'problem', problem: { code } as Problem }) as const;

  it('offers a retry while the image takes data', () => {
    expect(remediesFor(problem('uploadRefused'))).toEqual({ retry: true, recreate: false, keep: false });
    const failed = uploadAfter(...started, { type: 'failed', failure: problem('uploadRefused') });
    expect(allows(failed, 'retry')).toBe(true);
  });

  it('offers only another image when this one takes no more data', () => {
    expect(remediesFor(problem('uploadMismatch'))).toEqual({ retry: false, recreate: true, keep: false });
    const differs = { kind: 'hashMismatch', expected: 'a', actual: 'b' } as const;
    expect(remediesFor(differs)).toEqual({ retry: false, recreate: true, keep: true });
    expect(allows(uploadAfter(...started, { type: 'failed', failure: differs }), 'retry')).toBe(false);
    expect(remediesFor({ kind: 'imageGone' })).toEqual({ retry: false, recreate: true, keep: false });
  });
});

describe('toFailure', () => {
  const refused: Problem = {
    type: 'about:blank',
    title: 'Unprocessable Content',
    status: 422,
    code: 'uploadRefused',
    detail: 'refused',
    requestId: 'req-bff',
  };

  it("is the cloud's own answer when the cloud refused the upload", () => {
    expect(toFailure({ ...refused, upstream: { status: 413, message: 'over limit', requestId: 'req-cloud' } })).toEqual(
      {
        kind: 'cloud',
        status: 413,
        body: 'over limit',
        contentType: 'text/plain',
        requestId: 'req-cloud',
      },
    );
  });

  it('keeps the service that refused', () => {
    const at = { service: 'image', host: 'image.example' } as const;
    const down = { ...refused, at, upstream: { status: 503, message: '' } };
    expect(toFailure(down)).toMatchObject({ kind: 'cloud', status: 503, service: 'image' });
  });

  it('leaves every other problem as it is', () => {
    expect(toFailure(refused)).toEqual({ kind: 'problem', problem: refused });
    const lost = { ...refused, code: 'uploadLost' as const, upstream: { status: 500, message: 'x' } };
    expect(toFailure(lost)).toEqual({ kind: 'problem', problem: lost });
  });
});
