import { describe, expect, it } from 'vitest';
import { allows, isRunning, reduce, secondsLeft, type UploadEvent, type UploadTask } from './machine.ts';

const fresh: UploadTask = {
  id: 'i',
  imageName: '镜像',
  fileName: 'a.qcow2',
  via: 'file',
  total: 1000,
  sent: 0,
  state: { kind: 'queued' },
};
const taskAfter = (...events: UploadEvent[]): UploadTask => events.reduce(reduce, fresh);
const started: UploadEvent[] = [{ type: 'start' }, { type: 'opened', sent: 0 }];
const progress: UploadEvent = { type: 'progress', sent: 400, rate: 100 };

describe('an upload task', () => {
  it('goes from the queue to done', () => {
    const kinds: string[] = [];
    const events: UploadEvent[] = [
      ...started,
      progress,
      { type: 'allSent' },
      { type: 'accepted' },
      { type: 'verified' },
    ];
    let task = fresh;
    for (const event of events) {
      task = reduce(task, event);
      kinds.push(task.state.kind);
    }
    expect(kinds).toEqual(['opening', 'sending', 'sending', 'finishing', 'verifying', 'done']);
    expect(task.sent).toBe(1000);
  });

  it('is never done without having been verified', () => {
    const accepted = taskAfter(...started, { type: 'accepted' });
    expect(reduce(taskAfter(...started), { type: 'verified' }).state.kind).toBe('sending');
    const failure = { kind: 'hashMismatch', expected: 'a', actual: 'b' } as const;
    expect(reduce(accepted, { type: 'failed', failure }).state).toEqual({ kind: 'failed', failure });
  });

  it('keeps what was sent through pause, network loss and sign-in', () => {
    const paused = taskAfter(...started, progress, { type: 'pause' });
    expect(paused).toMatchObject({ sent: 400, state: { kind: 'paused' } });
    expect(isRunning(paused)).toBe(false);
    const resumed = [{ type: 'resume' }, { type: 'start' }, { type: 'opened', sent: 380 }] satisfies UploadEvent[];
    expect(resumed.reduce<UploadTask>(reduce, paused)).toMatchObject({ sent: 380, state: { kind: 'sending' } });
    const waiting = taskAfter(...started, progress, { type: 'waiting', why: 'sessionGone', retryAt: null });
    expect(waiting).toMatchObject({ sent: 400, state: { kind: 'waiting', why: 'sessionGone' } });
  });

  it('drops reports that come after the user has decided', () => {
    const cancelling = taskAfter(...started, { type: 'cancel' });
    expect(reduce(cancelling, progress)).toBe(cancelling);
    expect(reduce(cancelling, { type: 'accepted' })).toBe(cancelling);
    const paused = taskAfter(...started, { type: 'pause' });
    expect(reduce(paused, progress)).toBe(paused);
    expect(reduce(paused, { type: 'accepted' }).state.kind).toBe('verifying');
  });

  it('sends from zero after a failure, and only looks again when only the look failed', () => {
    const gone = taskAfter(...started, progress, { type: 'failed', failure: { kind: 'fileGone' } });
    expect(reduce(gone, { type: 'retry' })).toMatchObject({ sent: 0, state: { kind: 'queued' } });
    const unseen = taskAfter(...started, { type: 'accepted' }, { type: 'failed', failure: { kind: 'unverified' } });
    expect(reduce(unseen, { type: 'retry' }).state.kind).toBe('verifying');
  });

  it('can be cancelled again when the image could not be removed', () => {
    const left = taskAfter({ type: 'cancel' }, { type: 'failed', failure: { kind: 'notRemoved' } });
    expect(allows(left, 'cancel')).toBe(true);
    expect(taskAfter({ type: 'cancel' }, { type: 'removed' }).state.kind).toBe('cancelled');
  });

  it('tells the time left only while it is sending at a known rate', () => {
    expect(secondsLeft(taskAfter(...started, progress))).toBe(6);
    expect(secondsLeft(taskAfter(...started))).toBeNull();
    expect(secondsLeft(taskAfter(...started, progress, { type: 'pause' }))).toBeNull();
  });

  it('goes through the import before it verifies what was staged', () => {
    const events: UploadEvent[] = [...started, { type: 'accepted' }];
    const staged = events.reduce<UploadTask>(reduce, { ...fresh, via: 'stage' });
    expect(staged.state).toEqual({ kind: 'importing', bytes: null });
    expect(reduce(staged, { type: 'verified' })).toBe(staged);
    expect(isRunning(staged)).toBe(false);
    expect(allows(staged, 'cancel')).toBe(true);
    expect(reduce(reduce(staged, { type: 'importing', bytes: 7 }), { type: 'imported' }).state.kind).toBe('verifying');
  });
});
