import type { Problem } from '@console/bff-contract';
import { describe, expect, it } from 'vitest';
import { allows, reduce, type UploadEvent } from './machine.ts';
import { isRunning, secondsLeft, type UploadTask, waysOut } from './task.ts';

const fresh: UploadTask = {
  id: 'i',
  imageName: '镜像',
  fileName: 'a.qcow2',
  project: { id: 'p', name: 'dev' },
  via: 'file',
  total: 1000,
  sent: 0,
  taken: 0,
  cuts: 0,
  restarts: 0,
  state: { kind: 'queued' },
};
const taskAfter = (...events: UploadEvent[]): UploadTask => events.reduce(reduce, fresh);
const started: UploadEvent[] = [{ type: 'start' }, { type: 'opened', sent: 0 }];
const verified: UploadEvent = { type: 'verified', sha512: 'ab', isVerified: true };
const retry: UploadEvent = { type: 'retry', hasFile: true };
const progress: UploadEvent = { type: 'progress', sent: 400, rate: 100 };

describe('an upload task', () => {
  it('goes from the queue to done', () => {
    const kinds: string[] = [];
    const events: UploadEvent[] = [...started, progress, { type: 'allSent' }, { type: 'accepted' }, verified];
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
    expect(reduce(taskAfter(...started), verified).state.kind).toBe('sending');
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

  it('says until when a pause holds, and that nothing is left afterwards', () => {
    const paused = taskAfter(...started, progress, { type: 'pause' });
    expect(paused.state).toEqual({ kind: 'paused', kept: { kind: 'unsaid' } });
    const kept = reduce(paused, { type: 'kept', sent: 380, until: 9000 });
    expect(kept).toMatchObject({
      sent: 380,
      taken: 380,
      state: { kind: 'paused', kept: { kind: 'until', at: 9000 } },
    });
    expect(reduce(kept, { type: 'lapsed' })).toMatchObject({
      sent: 0,
      state: { kind: 'paused', kept: { kind: 'noLonger' } },
    });
    expect(taskAfter(...started, { type: 'lapsed' }).state.kind).toBe('sending');
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
    const broken = taskAfter(...started, progress, { type: 'failed', failure: { kind: 'broken' } });
    expect(reduce(broken, retry)).toMatchObject({ sent: 0, state: { kind: 'queued' } });
    expect(reduce(broken, { type: 'retry', hasFile: false }).state.kind).toBe('needsFile');
    const unseen = taskAfter(...started, { type: 'accepted' }, { type: 'failed', failure: { kind: 'unverified' } });
    expect(reduce(unseen, retry).state.kind).toBe('verifying');
  });

  it('can be cancelled again when the image could not be removed', () => {
    const left = taskAfter(
      { type: 'cancel' },
      { type: 'imageKept', state: { kind: 'failed', failure: { kind: 'notRemoved' } } },
    );
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
    expect(reduce(staged, verified)).toBe(staged);
    expect(isRunning(staged)).toBe(false);
    expect(allows(staged, 'cancel')).toBe(true);
    expect(reduce(reduce(staged, { type: 'importing', bytes: 7 }), { type: 'imported' }).state.kind).toBe('verifying');
  });

  it('asks for a file that has gone, and says in what another one differs', () => {
    const gone = taskAfter(...started, progress, { type: 'failed', failure: { kind: 'fileGone' } });
    const asking = reduce(gone, retry);
    expect(asking.state).toEqual({ kind: 'needsFile', hasHandle: false, differs: [] });
    const refused = reduce(asking, { type: 'fileRefused', differs: ['size'] });
    expect(refused.state).toMatchObject({ kind: 'needsFile', differs: ['size'] });
    expect(reduce(refused, { type: 'fileGiven' }).state.kind).toBe('queued');
  });

  it('begins again from zero when everything is lost, and counts that', () => {
    const lost = taskAfter(...started, progress, { type: 'taken', bytes: 300 }, { type: 'lost', why: 'idle' });
    expect(lost).toMatchObject({ sent: 0, taken: 0, restarts: 1, state: { kind: 'restarting' } });
    expect(isRunning(lost)).toBe(false);
    expect(reduce(lost, { type: 'again' }).state.kind).toBe('queued');
    expect(reduce(lost, { type: 'accepted' })).toMatchObject({ sent: 1000, state: { kind: 'verifying' } });
  });

  it('counts a cut once, however often it tries', () => {
    const cut: UploadEvent = { type: 'waiting', why: 'network', retryAt: 1 };
    const opened: UploadEvent = { type: 'opened', sent: 10 };
    expect(taskAfter(...started, cut, cut, cut, opened, cut).cuts).toBe(2);
    expect(taskAfter(...started, { type: 'waiting', why: 'busy', retryAt: 1 }).cuts).toBe(0);
  });

  it('shows what it reads again, and goes on sending after that', () => {
    const reading = taskAfter(...started, { type: 'hashing', bytes: 70 });
    expect(reading.state).toEqual({ kind: 'hashing', bytes: 70 });
    expect(isRunning(reading)).toBe(true);
    expect(reduce(reading, progress).state.kind).toBe('sending');
  });
});

describe('ways out of a failure', () => {
  const problem = (code: Problem['code']) => ({ kind: 'problem', problem: { code } as Problem }) as const;

  it('offers another try where the image takes one', () => {
    expect(waysOut(problem('uploadRefused'))).toEqual({ retry: true, anew: false, keep: false });
    const failed = taskAfter(...started, { type: 'failed', failure: problem('uploadRefused') });
    expect(allows(failed, 'retry')).toBe(true);
  });

  it('offers only a new image where this one takes no more data', () => {
    expect(waysOut(problem('uploadMismatch'))).toEqual({ retry: false, anew: true, keep: false });
    const differs = { kind: 'hashMismatch', expected: 'a', actual: 'b' } as const;
    expect(waysOut(differs)).toEqual({ retry: false, anew: true, keep: true });
    expect(allows(taskAfter(...started, { type: 'failed', failure: differs }), 'retry')).toBe(false);
    expect(waysOut({ kind: 'imageGone' })).toEqual({ retry: false, anew: true, keep: false });
  });
});
