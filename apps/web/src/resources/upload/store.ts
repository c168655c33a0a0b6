import { CSRF_HEADER, paths, TUS_VERSION } from '@console/bff-contract';
import { createDesk, type Job } from './desk.ts';
import { createFinishing } from './finishing.ts';
import type { HashName } from './hashes.ts';
import { createKeeping } from './keeping.ts';
import { asParallel, moved } from './queue.ts';
import { addSample, rateOf } from './rate.ts';
import { createRecovering } from './recovering.ts';
import { outerFacts } from './remember/recognise.ts';
import { createRemoving } from './removing.ts';
import { createRestoring } from './restoring.ts';
import { isEnded, isPassive, isRunning, type UploadTask } from './task.ts';
import type { Report, TransferSpec } from './transfer.ts';
import type { UploadDeps, UploadRequest, Uploads } from './uploads.ts';

export function createUploads(deps: UploadDeps): Uploads {
  const desk = createDesk();
  const restoring = createRestoring(desk, deps, { keeping: () => keeping, finishing: () => finishing });
  const keeping = createKeeping(desk, deps, restoring.watch);
  const finishing = createFinishing(desk, deps, keeping);
  const recovering = createRecovering(desk, deps, finishing);
  const removing = createRemoving(desk, deps, { keeping, finishing, endTransfer, endUpload, watch: restoring.watch });
  let parallel = deps.habits.parallel() ?? asParallel(deps.parallel);
  let owner = deps.owner();

  const guardTab = switchable((on) => {
    if (on) deps.window.addEventListener('beforeunload', askBeforeClosing);
    else deps.window.removeEventListener('beforeunload', askBeforeClosing);
  });
  desk.subscribe(() => {
    guardTab(desk.tasks().some((task) => !isEnded(task) && !isPassive(task)));
    fillPlaces();
  });

  /**
   * Uploads of another project wait until the session is there again. Those the BFF has taken on go first: it gives up
   * what nobody brings bytes to.
   */
  function fillPlaces(): void {
    if (desk.tasks().filter(isRunning).length >= parallel) return;
    const here = deps.project()?.id;
    const waiting = desk.tasks().filter(({ state, project }) => state.kind === 'queued' && project.id === here);
    const next = waiting.find(({ id }) => (desk.job(id)?.location ?? null) !== null) ?? waiting[0];
    if (!next) return;
    run(next.id);
    desk.apply(next.id, { type: 'start' });
  }

  function run(id: string): void {
    const job = desk.job(id);
    if (!job || job.file === null) return;
    desk.note(id, { samples: [] });
    if (job.transfer) {
      job.transfer.resume();
      return;
    }
    const spec = specOf(id, job, job.file, deps);
    desk.note(id, { transfer: deps.startTransfer(spec, (report) => hear(id, report)) });
  }

  function hear(id: string, report: Report): void {
    switch (report.kind) {
      case 'opened':
        desk.note(id, { location: report.location, begun: true });
        desk.apply(id, { type: 'opened', sent: report.sent });
        void keeping.save(id);
        return;
      case 'hashing':
        desk.apply(id, { type: 'hashing', bytes: report.bytes });
        return;
      case 'progress': {
        const samples = addSample(desk.job(id)?.samples ?? [], { at: deps.now(), sent: report.sent });
        desk.note(id, { samples });
        desk.apply(id, { type: 'progress', sent: report.sent, rate: rateOf(samples) });
        return;
      }
      case 'taken':
        desk.apply(id, { type: 'taken', bytes: report.bytes });
        return;
      case 'kept':
        desk.apply(id, { type: 'kept', sent: report.sent, until: Date.now() + report.ms });
        return;
      case 'lapsed':
        desk.apply(id, { type: 'lapsed' });
        return;
      case 'waiting': {
        desk.note(id, { samples: [] });
        const retryAt = report.ms === null ? null : deps.now() + report.ms;
        desk.apply(id, { type: 'waiting', why: report.why, retryAt });
        if (report.why === 'sessionGone') deps.onSessionGone();
        return;
      }
      case 'allSent': {
        const rate = rateOf(desk.job(id)?.samples ?? []);
        if (rate !== null) deps.habits.setRate(rate);
        desk.apply(id, { type: 'allSent' });
        return;
      }
      case 'accepted':
        endTransfer(id);
        desk.note(id, { digests: report.digests, step: 'sent' });
        if (desk.apply(id, { type: 'accepted' })) void finishing.finish(id);
        return;
      case 'failed':
        endTransfer(id);
        // Where bytes were still missing the cloud must not wait for them: the image can be sent again then.
        void endUpload(id);
        if (recovering.canRecover(id, report.failure)) void recovering.recover(id, report.failure);
        else if (desk.apply(id, { type: 'failed', failure: report.failure })) deps.onChange(id);
    }
  }

  function endTransfer(id: string): void {
    desk.job(id)?.transfer?.stop();
    desk.note(id, { transfer: null });
  }

  /** Where this fails, the BFF ends the upload after a while, or deleting the image does. */
  async function endUpload(id: string): Promise<void> {
    const location = desk.job(id)?.location ?? null;
    desk.note(id, { location: null, step: 'sending' });
    await Promise.all([
      keeping.save(id),
      location === null ? null : removeUpload(deps, location).catch(() => undefined),
    ]);
  }

  /** Somebody else may sit down: what runs is ended here, and comes back with its owner. */
  function putAway(): void {
    for (const { id } of desk.tasks()) {
      endTransfer(id);
      desk.job(id)?.release?.();
      desk.drop(id);
    }
  }

  const wake = () => {
    for (const { id } of desk.tasks()) desk.job(id)?.transfer?.wake(deps.csrfToken());
  };
  deps.window.addEventListener('online', wake);
  deps.tabs.onTold(() => void restoring.restore());
  void restoring.restore();

  return {
    subscribe: desk.subscribe,
    getSnapshot: desk.tasks,
    getParallel: () => parallel,
    start(request) {
      const project = deps.project();
      if (project === null) return;
      const { imageId: id, imageName, file, via } = request;
      desk.put(
        newTask({ id, imageName, fileName: file.name, project, via, total: file.size }),
        newJob(request, project),
      );
      void keeping.begin(id);
    },
    pause(id) {
      if (desk.apply(id, { type: 'pause' })) desk.job(id)?.transfer?.pause();
    },
    resume(id) {
      desk.note(id, { losses: 0 });
      desk.apply(id, { type: 'resume' });
    },
    cancel(id) {
      const before = desk.task(id);
      if (before && desk.apply(id, { type: 'cancel' })) void removing.removeImage(id, before);
    },
    retry(id) {
      desk.note(id, { losses: 0 });
      if (!desk.apply(id, { type: 'retry', hasFile: (desk.job(id)?.file ?? null) !== null })) return;
      const kind = desk.task(id)?.state.kind;
      if (kind === 'importing' || kind === 'verifying') void finishing.finish(id);
      if (kind === 'restarting') void recovering.lookAgain(id);
    },
    dismiss(id) {
      const task = desk.task(id);
      if (!task || !isEnded(task)) return;
      keeping.end(id);
      desk.drop(id);
    },
    giveFile: keeping.giveFile,
    reopenFile: keeping.reopenFile,
    move: (id, direction) => desk.order(moved(desk.tasks(), id, direction)),
    setParallel(next) {
      parallel = next;
      deps.habits.setParallel(next);
      desk.order([...desk.tasks()]);
    },
    formOf: (id) => desk.job(id)?.form ?? null,
    lastRate: deps.habits.rate,
    wake,
    follow() {
      if (deps.owner() !== owner) putAway();
      owner = deps.owner();
      // Another tab may have signed in again: then this one has a new token.
      wake();
      fillPlaces();
      void restoring.restore();
    },
    ready: async () => deps.prepareTransfer(),
  };
}

type Known = Pick<UploadTask, 'id' | 'imageName' | 'fileName' | 'project' | 'via' | 'total'>;

function newTask(known: Known): UploadTask {
  return { ...known, sent: 0, taken: 0, cuts: 0, restarts: 0, state: { kind: 'queued' } };
}

function newJob(request: UploadRequest, project: Job['project']): Job {
  const { imageName, via, stores, checksum, form, file, handle } = request;
  return {
    imageName,
    project,
    via,
    stores,
    checksum,
    form,
    size: file.size,
    file,
    handle,
    facts: outerFacts(file),
    transfer: null,
    location: null,
    begun: false,
    step: 'sending',
    digests: {},
    samples: [],
    losses: 0,
    startedAt: Date.now(),
    release: null,
  };
}

function specOf(imageId: string, job: Job, file: File, deps: UploadDeps): TransferSpec {
  const { via, stores, checksum, location } = job;
  const hashes: readonly HashName[] = [
    ...(deps.hash === 'sha512' ? (['sha512'] as const) : []),
    ...(checksum === null ? [] : [checksum.name]),
  ];
  return {
    file,
    imageId,
    via,
    store: via === 'file' ? (stores[0] ?? null) : null,
    uploadsUrl: paths.uploads,
    sliceBytes: deps.sliceBytes,
    hashes,
    location,
    csrfToken: deps.csrfToken(),
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
