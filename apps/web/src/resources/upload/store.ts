import { CSRF_HEADER, paths, TUS_VERSION } from '@console/bff-contract';
import {
  allows,
  isEnded,
  isRunning,
  reduce,
  type UploadEvent,
  type UploadFailure,
  type UploadTask,
} from './machine.ts';
import { addSample, rateOf, type Sample } from './rate.ts';
import type { Report, Transfer } from './transfer.ts';
import type { UploadDeps, UploadRequest, Uploads } from './uploads.ts';
import { compare } from './verify.ts';

/** What a task needs besides its state. */
interface Job {
  readonly request: UploadRequest;
  readonly transfer: Transfer | null;
  readonly location: string | null;
  readonly sha512: string | null;
  readonly samples: readonly Sample[];
}

/** Looks at an image in vain this often before giving up; they are 1, 2, 3 … seconds apart. */
const LOOKS = 6;

export function createUploads(deps: UploadDeps): Uploads {
  let tasks: readonly UploadTask[] = [];
  const jobs = new Map<string, Job>();
  const listeners = new Set<() => void>();

  const taskOf = (id: string) => tasks.find((task) => task.id === id);
  const note = (id: string, change: Partial<Job>) => {
    const job = jobs.get(id);
    if (job) jobs.set(id, { ...job, ...change });
  };
  const publish = (next: readonly UploadTask[]) => {
    tasks = next;
    guardTab(tasks.some((task) => !isEnded(task)));
    for (const listener of listeners) listener();
  };
  /** Applies an event; says whether it meant anything. */
  const apply = (id: string, event: UploadEvent): boolean => {
    const task = taskOf(id);
    if (!task || !allows(task, event.type)) return false;
    publish(tasks.map((other) => (other === task ? reduce(task, event) : other)));
    fillPlaces();
    return true;
  };

  const guardTab = switchable((on) => {
    if (on) deps.window.addEventListener('beforeunload', askBeforeClosing);
    else deps.window.removeEventListener('beforeunload', askBeforeClosing);
  });

  function fillPlaces(): void {
    if (tasks.filter(isRunning).length >= deps.parallel) return;
    const next = tasks.find((task) => task.state.kind === 'queued');
    if (!next) return;
    run(next.id);
    apply(next.id, { type: 'start' });
  }

  function run(id: string): void {
    const job = jobs.get(id);
    if (!job) return;
    note(id, { samples: [] });
    if (job.transfer) {
      job.transfer.resume();
      return;
    }
    const { file, imageId, via, stores } = job.request;
    const { sliceBytes, hash } = deps;
    const spec = {
      file,
      imageId,
      via,
      store: via === 'file' ? (stores[0] ?? null) : null,
      uploadsUrl: paths.uploads,
      sliceBytes,
      hash,
      csrfToken: deps.csrfToken(),
    };
    note(id, { transfer: deps.startTransfer(spec, (report) => hear(id, report)) });
  }

  function hear(id: string, report: Report): void {
    switch (report.kind) {
      case 'opened':
        note(id, { location: report.location });
        apply(id, { type: 'opened', sent: report.sent });
        return;
      case 'progress': {
        const samples = addSample(jobs.get(id)?.samples ?? [], { at: deps.now(), sent: report.sent });
        note(id, { samples });
        apply(id, { type: 'progress', sent: report.sent, rate: rateOf(samples) });
        return;
      }
      case 'waiting': {
        note(id, { samples: [] });
        const retryAt = report.ms === null ? null : deps.now() + report.ms;
        apply(id, { type: 'waiting', why: report.why, retryAt });
        if (report.why === 'sessionGone') deps.onSessionGone();
        return;
      }
      case 'allSent':
        apply(id, { type: 'allSent' });
        return;
      case 'accepted':
        endTransfer(id);
        note(id, { sha512: report.sha512 });
        if (apply(id, { type: 'accepted' })) void finish(id);
        return;
      case 'failed':
        endTransfer(id);
        // Where bytes were still missing the cloud must not wait for them: the image can be sent again then.
        void endUpload(id);
        if (apply(id, { type: 'failed', failure: report.failure })) deps.onChange(id);
    }
  }

  function endTransfer(id: string): void {
    jobs.get(id)?.transfer?.stop();
    note(id, { transfer: null });
  }

  /** Takes a task whose bytes are in the cloud to its end, from where it stands. */
  async function finish(id: string): Promise<void> {
    if (taskOf(id)?.state.kind === 'importing') await takeIn(id);
    if (taskOf(id)?.state.kind === 'verifying') await verify(id);
  }

  async function takeIn(id: string): Promise<void> {
    const job = jobs.get(id);
    if (!job) return;
    const failure = (await stagedFailure(id, job)) ?? (await importStaged(id, job));
    apply(id, failure === null ? { type: 'imported' } : { type: 'failed', failure });
    deps.onChange(id);
  }

  /** Staged data can be compared only before the import, which may convert it. */
  async function stagedFailure(id: string, { request, sha512 }: Job): Promise<UploadFailure | null> {
    const staged = await deps.imageState(id).catch(() => null);
    if (staged === null) return null;
    const comparison = compare({ via: 'stage', size: request.file.size, sha512 }, staged);
    return comparison.kind === 'different' && comparison.failure.kind === 'sizeMismatch' ? comparison.failure : null;
  }

  async function importStaged(id: string, { request }: Job): Promise<UploadFailure | null> {
    try {
      await deps.startImport(id, request.stores);
    } catch (error) {
      return { kind: 'importRefused', error };
    }
    deps.onChange(id);
    const end = await deps.followImport(id, (bytes) => void apply(id, { type: 'importing', bytes }));
    if (end.kind === 'gone') return { kind: 'wrongStatus', status: 'deleted' };
    return end.kind === 'failed' ? { kind: 'importFailed', ...end.failure } : null;
  }

  async function verify(id: string): Promise<void> {
    const job = jobs.get(id);
    if (!job) return;
    const sent = { via: job.request.via, size: job.request.file.size, sha512: job.sha512 };
    for (let look = 0; look < LOOKS; look += 1) {
      await deps.sleep(look * 1000);
      const image = await deps.imageState(id).catch(() => null);
      if (!image) continue;
      const comparison = compare(sent, image);
      if (comparison.kind === 'later') continue;
      apply(id, comparison.kind === 'same' ? { type: 'verified' } : { type: 'failed', failure: comparison.failure });
      deps.onChange(id);
      return;
    }
    apply(id, { type: 'failed', failure: { kind: 'unverified' } });
  }

  /** Where this fails, the BFF ends the upload after a while, or deleting the image does. */
  async function endUpload(id: string): Promise<void> {
    const location = jobs.get(id)?.location ?? null;
    note(id, { location: null });
    if (location !== null) await removeUpload(deps, location).catch(() => undefined);
  }

  async function clear(id: string): Promise<void> {
    endTransfer(id);
    await endUpload(id);
    try {
      await deps.removeImage(id);
      apply(id, { type: 'removed' });
    } catch {
      apply(id, { type: 'failed', failure: { kind: 'notRemoved' } });
    }
    deps.onChange(id);
  }

  const wake = () => {
    for (const { transfer } of jobs.values()) transfer?.wake(deps.csrfToken());
  };
  deps.window.addEventListener('online', wake);

  return {
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    getSnapshot: () => tasks,
    start(request) {
      const { imageId: id, imageName, file, via } = request;
      jobs.set(id, { request, transfer: null, location: null, sha512: null, samples: [] });
      const task: UploadTask = {
        id,
        imageName,
        fileName: file.name,
        via,
        total: file.size,
        sent: 0,
        state: { kind: 'queued' },
      };
      publish([...tasks.filter((other) => other.id !== id), task]);
      fillPlaces();
    },
    pause(id) {
      if (apply(id, { type: 'pause' })) jobs.get(id)?.transfer?.pause();
    },
    resume: (id) => void apply(id, { type: 'resume' }),
    cancel(id) {
      if (apply(id, { type: 'cancel' })) void clear(id);
    },
    retry(id) {
      if (apply(id, { type: 'retry' })) void finish(id);
    },
    dismiss(id) {
      const task = taskOf(id);
      if (!task || !isEnded(task)) return;
      jobs.delete(id);
      publish(tasks.filter((other) => other !== task));
    },
    wake,
  };
}

async function removeUpload(deps: UploadDeps, location: string): Promise<void> {
  const token = deps.csrfToken();
  const csrf: Record<string, string> = token === null ? {} : { [CSRF_HEADER]: token };
  await deps.fetch(location, { method: 'DELETE', headers: { 'Tus-Resumable': TUS_VERSION, ...csrf } });
}

function askBeforeClosing(event: Event): void {
  event.preventDefault();
}

/** Calls only when the switch really turns. */
function switchable(turn: (on: boolean) => void): (on: boolean) => void {
  let now = false;
  return (on) => {
    if (on === now) return;
    now = on;
    turn(on);
  };
}
