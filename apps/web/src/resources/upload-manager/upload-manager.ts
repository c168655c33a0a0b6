import type { ChosenFile } from '../../shared/form/chosen-file.ts';
import {
  awaitRestart,
  type Completion,
  canRestart,
  completeUpload,
  type RestartFailure,
  restartReason,
  type SentUpload,
} from '../upload-completion/complete-upload.ts';
import { type ImageService, removeImage, type UploadSession } from '../upload-completion/image-data.ts';
import type { UploadDatabase } from '../upload-persistence/upload-database.ts';
import type { UploadLocks } from '../upload-persistence/upload-locks.ts';
import { describeFile, RECORD_VERSION, type UploadRecord } from '../upload-persistence/upload-record.ts';
import type { TransferFailure, TransferReport, Transfers } from '../upload-transfer/transfer.ts';
import { createUploadRestorer } from './restore-uploads.ts';
import type { UploadPreferences } from './upload-preferences.ts';
import {
  addRateSample,
  createUpload,
  createUploadStore,
  type Direction,
  emptyJob,
  moveUpload,
  rateOf,
} from './upload-store.ts';
import { isEnded, isPassive, isRunning, type Upload, type UploadFailure } from './upload-transitions.ts';

export interface UploadServices {
  readonly session: UploadSession;
  readonly images: ImageService;
  readonly transfers: Transfers;
  readonly database: UploadDatabase;
  readonly locks: UploadLocks;
  readonly preferences: UploadPreferences;
  readonly settings: {
    /** Maximum bytes of one PATCH. */
    readonly sliceBytes: number;
    readonly hash: 'sha512' | 'none';
  };
  readonly clock: {
    /** Milliseconds. */
    readonly now: () => number;
    readonly sleep: (ms: number) => Promise<void>;
  };
  readonly page: Pick<Window, 'addEventListener' | 'removeEventListener'>;
}

/** An upload as the create form hands it over. The image exists and is `queued`. */
export interface UploadRequest
  extends Pick<UploadRecord, 'id' | 'imageName' | 'via' | 'stores' | 'checksum' | 'form' | 'handle'> {
  /** Not empty. */
  readonly file: File;
}

export type UploadStart =
  | { readonly kind: 'started' }
  /** Refused early. `isImageLeft`: the empty image could not be deleted. */
  | { readonly kind: 'rejected'; readonly failure: UploadFailure; readonly isImageLeft: boolean };

export interface UploadManager {
  /** All uploads in the order of the queue; the same array until something changes. */
  list(): readonly Upload[];
  subscribe(listener: () => void): () => void;
  /** Starts a worker in advance. */
  prepare(): void;
  /**
   * Queues an upload, and resolves when it can no longer be rejected early. A rejected upload is cancelled and leaves the
   * list; a refusal of the data itself is no early rejection, because small files have arrived whole by then.
   * @param form aborted when the user leaves the form: later refusals stay in the list
   */
  start(request: UploadRequest, form?: AbortSignal): Promise<UploadStart>;
  pause(id: string): void;
  resume(id: string): void;
  /** Ends the upload and deletes its image, unless the image holds the whole file. */
  cancel(id: string): void;
  /** Repeats after a failure what is needed: a read of the image, the import, or the whole upload. */
  retry(id: string): void;
  /** Removes an upload that has ended from the list. */
  dismiss(id: string): void;
  /** Continues with a file that the user has chosen again; another file is refused. */
  continueWithFile(id: string, chosen: ChosenFile): Promise<void>;
  /** Continues with the stored file handle. The browser may ask the user, which needs a click. */
  continueWithHandle(id: string): Promise<void>;
  move(id: string, direction: Direction): void;
  /** Retries every upload that waits for the network or the session. */
  wake(): void;
  /** Adapts to a change of user or project. */
  followSession(): void;
}

/** Clouds that refuse an open upload do so within 300 ms; until then nothing is concluded from its being open. */
const EARLY_REJECTION_MS = 300;

export function createUploadManager(services: UploadServices): UploadManager {
  const { session, images, transfers, preferences, settings, clock, page } = services;
  const store = createUploadStore(services.database, services.locks);
  const readServices = { images, session, sleep: clock.sleep };
  const completionServices = { ...readServices, hashFile: transfers.hashFile, hash: settings.hash };
  const restorer = createUploadRestorer(store, { ...services, completion: completionServices, complete });
  let owner = session.owner();

  const setTabGuard = createTabGuard(page);
  store.subscribe(() => {
    setTabGuard(store.list().some((upload) => !isEnded(upload) && !isPassive(upload)));
    startNext();
  });
  preferences.subscribe(startNext);

  /**
   * Starts the next queued upload while fewer than `parallel` run. Uploads that the BFF has open go first, because it
   * drops an upload that gets no bytes.
   */
  function startNext(): void {
    if (store.list().filter(isRunning).length >= preferences.parallel()) return;
    const projectId = session.project()?.id;
    const queued = store
      .list()
      .filter(({ state, record }) => state.kind === 'queued' && record.project.id === projectId);
    const next = queued.find(({ record }) => record.location !== null) ?? queued[0];
    const file = next === undefined ? undefined : store.job(next.id)?.file;
    if (next === undefined || file == null) return;
    runTransfer(next, file);
    store.apply(next.id, { type: 'start' });
  }

  function runTransfer({ id, record }: Upload, file: File): void {
    store.updateJob(id, { rateSamples: [] });
    const running = store.job(id)?.transfer;
    if (running) {
      running.resume();
      return;
    }
    const { via, stores, checksum, location } = record;
    const spec = { file, upload: { id, via, stores, checksum, location }, ...settings, csrfToken: session.csrfToken() };
    store.updateJob(id, { transfer: transfers.start(spec, (report) => onReport(id, report)) });
  }

  function onReport(id: string, report: TransferReport): void {
    switch (report.kind) {
      case 'opened':
        store.updateJob(id, { wasOpen: true });
        store.apply(id, { type: 'opened', sent: report.sent });
        void store.updateRecord(id, { location: report.location });
        return;
      case 'hashing':
      case 'received':
        store.apply(id, { type: report.kind, bytes: report.bytes });
        return;
      case 'progress': {
        const rateSamples = addRateSample(store.job(id)?.rateSamples ?? [], { at: clock.now(), sent: report.sent });
        store.updateJob(id, { rateSamples });
        store.apply(id, { type: 'progress', sent: report.sent, rate: rateOf(rateSamples) });
        return;
      }
      case 'retained':
        store.apply(id, { type: 'retained', sent: report.sent, until: Date.now() + report.ms });
        return;
      case 'expired':
        store.apply(id, { type: 'expired' });
        return;
      case 'waiting': {
        store.updateJob(id, { rateSamples: [] });
        const retryAt = report.ms === null ? null : clock.now() + report.ms;
        store.apply(id, { type: 'waiting', reason: report.reason, retryAt });
        if (report.reason === 'sessionGone') session.onExpired();
        return;
      }
      case 'allSent': {
        const rate = rateOf(store.job(id)?.rateSamples ?? []);
        if (rate !== null) preferences.setRate(rate);
        store.apply(id, { type: 'allSent' });
        return;
      }
      case 'accepted':
        stopTransfer(id);
        if (store.apply(id, { type: 'accepted' })) complete(id, { step: 'sent', digests: report.digests });
        return;
      case 'failed':
        onFailed(id, report.failure);
    }
  }

  function onFailed(id: string, failure: TransferFailure): void {
    const job = store.job(id);
    const isAllSent = store.get(id)?.state.kind === 'finishing';
    stopTransfer(id);
    // The cloud must not wait for the missing bytes: it returns the image to `queued` when the upload ends.
    void endAtBff(id);
    if (job && canRestart(failure, job)) {
      store.updateJob(id, { restarts: job.restarts + 1 });
      if (store.apply(id, { type: 'lost', reason: restartReason(failure) })) void restart(id, failure, isAllSent);
    } else if (store.apply(id, { type: 'failed', failure })) images.refresh(id);
  }

  function stopTransfer(id: string): void {
    store.job(id)?.transfer?.stop();
    store.updateJob(id, { transfer: null });
  }

  /** Ends the upload at the BFF. Without an answer the BFF ends it when no bytes come. */
  async function endAtBff(id: string): Promise<void> {
    const location = store.get(id)?.record.location ?? null;
    await Promise.all([
      store.updateRecord(id, { location: null, step: 'sending' }),
      location === null ? null : transfers.terminate(location, session.csrfToken()).catch(() => undefined),
    ]);
  }

  /** Runs work of an upload that ends when the upload is cancelled, ended or removed. */
  async function runAbortable(id: string, work: (signal: AbortSignal) => Promise<void>): Promise<void> {
    const controller = new AbortController();
    store.job(id)?.controller?.abort();
    store.updateJob(id, { controller });
    await work(controller.signal).catch((error: unknown) => {
      if (!controller.signal.aborted) throw error;
    });
  }

  /** Imports and verifies an upload whose bytes are in the cloud. */
  function complete(id: string, change: Partial<UploadRecord> = {}): void {
    void runAbortable(id, async (signal) => {
      await store.updateRecord(id, change);
      const upload = store.get(id);
      if (upload !== undefined) finish(id, await completeUpload(toSentUpload(upload, signal), completionServices));
    });
  }

  function toSentUpload({ id, record }: Upload, signal: AbortSignal): SentUpload {
    return {
      record: () => store.get(id)?.record ?? record,
      file: () => store.job(id)?.file ?? null,
      signal,
      update: (change) => store.updateRecord(id, change),
      onImporting: (bytes) => void (signal.aborted || store.apply(id, { type: 'importing', bytes })),
      onImported: () => void store.apply(id, { type: 'imported' }),
    };
  }

  function finish(id: string, completion: Completion): void {
    if (completion.kind === 'done') {
      store.apply(id, { ...completion, type: 'verified' });
      store.deleteRecord(id);
    } else store.apply(id, { type: 'failed', failure: completion.failure });
    images.refresh(id);
  }

  /** Sends the file again when the image is ready for it, or completes the upload if nothing is missing. */
  function restart(id: string, failure: RestartFailure, isAllSent: boolean): Promise<void> {
    return runAbortable(id, async (signal) => {
      const upload = store.get(id);
      if (upload === undefined) return;
      const next = await awaitRestart(upload.record, { failure, isAllSent }, readServices, signal);
      if (next.kind === 'send') store.apply(id, { type: 'restart' });
      if (next.kind === 'complete' && store.apply(id, { type: 'accepted' })) complete(id, { step: 'sent' });
      if (next.kind === 'failed' && store.apply(id, { type: 'failed', failure: next.failure })) images.refresh(id);
    });
  }

  async function cancel(id: string): Promise<void> {
    const before = store.get(id);
    if (before === undefined || !store.apply(id, { type: 'cancel' })) return;
    store.job(id)?.controller?.abort();
    stopTransfer(id);
    // Another tab may have been given the file in the meantime.
    if (!(await store.lock(id))) return void store.apply(id, { type: 'runsElsewhere' });
    const failure = before.state.kind === 'failed' ? before.state.failure.kind : null;
    const isImporting = before.state.kind === 'importing' || failure === 'importFailed';
    const repeated = failure === 'notRemoved' ? store.job(id)?.cancelContext : null;
    const cancelContext = repeated ?? { failure, isImporting };
    store.updateJob(id, { cancelContext });
    await endAtBff(id);
    const removal = await removeImage(before.record, cancelContext, completionServices);
    switch (removal.kind) {
      case 'removed':
        store.apply(id, { type: 'removed' });
        store.deleteRecord(id);
        break;
      case 'whole': {
        const { isVerified } = removal;
        const sha512 = before.record.digests.sha512 ?? null;
        store.apply(id, { type: 'imageKept', state: { kind: 'done', sha512, isVerified } });
        store.deleteRecord(id);
        break;
      }
      case 'different':
        store.apply(id, { type: 'imageKept', state: { kind: 'failed', failure: removal.failure } });
        break;
      case 'importing':
        store.apply(id, { type: 'imageKept', state: { kind: 'importing', bytes: null } });
        complete(id, { step: 'importing' });
        break;
      case 'failed':
        store.apply(id, { type: 'imageKept', state: { kind: 'failed', failure: { kind: 'notRemoved' } } });
    }
    images.refresh(id);
  }

  async function start({ file, ...request }: UploadRequest, form?: AbortSignal): Promise<UploadStart> {
    const project = session.project();
    const user = session.owner();
    if (project === null || user === null) throw new Error('an upload needs a signed-in user in a project');
    const { id } = request;
    const record: UploadRecord = {
      ...request,
      version: RECORD_VERSION,
      owner: user,
      project,
      file: describeFile(file),
      location: null,
      step: 'sending',
      digests: {},
      startedAt: Date.now(),
    };
    store.add(createUpload(record, { kind: 'queued' }, false), { ...emptyJob, file });
    void restorer.keep(id);
    const failure = await awaitEarlyRejection(id, form);
    if (failure !== null) {
      await cancel(id);
      const end = store.get(id)?.state;
      const isImageLeft = end?.kind === 'failed' && end.failure.kind === 'notRemoved';
      // If the user has left the form meanwhile, the tray shows what became of the upload.
      if ((end?.kind === 'cancelled' || isImageLeft) && form?.aborted !== true) {
        dismiss(id);
        return { kind: 'rejected', failure, isImageLeft };
      }
    }
    store.apply(id, { type: 'confirmStart' });
    return { kind: 'started' };
  }

  /** The failure of an upload that is rejected early, or `null` once that is no longer possible. */
  function awaitEarlyRejection(id: string, form: AbortSignal | undefined): Promise<UploadFailure | null> {
    const { promise, resolve } = Promise.withResolvers<UploadFailure | null>();
    let timer: ReturnType<typeof setTimeout> | undefined;
    const check = () => {
      const upload = store.get(id);
      if (upload === undefined || form?.aborted) return resolve(null);
      const { state, received } = upload;
      if (state.kind === 'opening' || state.kind === 'cancelling') return;
      if ((state.kind === 'sending' || state.kind === 'finishing') && received === 0) {
        timer ??= setTimeout(() => resolve(null), EARLY_REJECTION_MS);
      } else if (state.kind === 'failed' && !isDataRefusal(state.failure)) resolve(state.failure);
      else resolve(null);
    };
    const unsubscribe = store.subscribe(check);
    form?.addEventListener('abort', check);
    check();
    return promise.finally(() => {
      unsubscribe();
      clearTimeout(timer);
    });
  }

  function dismiss(id: string): void {
    const upload = store.get(id);
    if (!upload || !isEnded(upload)) return;
    store.deleteRecord(id);
    store.remove(id);
  }

  function wake(): void {
    for (const { id } of store.list()) store.job(id)?.transfer?.wake(session.csrfToken());
  }
  page.addEventListener('online', wake);
  restorer.restore();

  return {
    list: store.list,
    subscribe: store.subscribe,
    prepare: transfers.prepare,
    start,
    pause(id) {
      if (store.apply(id, { type: 'pause' })) store.job(id)?.transfer?.pause();
    },
    resume(id) {
      store.updateJob(id, { restarts: 0 });
      store.apply(id, { type: 'resume' });
    },
    cancel: (id) => void cancel(id),
    retry(id) {
      store.updateJob(id, { restarts: 0 });
      if (!store.apply(id, { type: 'retry', hasFile: store.job(id)?.file != null })) return;
      const kind = store.get(id)?.state.kind;
      // The file is sent again, so a reload must not take the record for complete.
      if (kind === 'queued' || kind === 'needsFile') void store.updateRecord(id, { step: 'sending' });
      if (kind === 'importing' || kind === 'verifying') complete(id);
      if (kind === 'restarting') void restart(id, { kind: 'unverified' }, false);
    },
    dismiss,
    continueWithFile: restorer.continueWithFile,
    continueWithHandle: restorer.continueWithHandle,
    move: (id, direction) => store.reorder(moveUpload(store.list(), id, direction)),
    wake,
    followSession() {
      if (session.owner() !== owner) for (const { id } of store.list()) store.remove(id);
      owner = session.owner();
      // Another tab may have signed in again: the session has a new CSRF token then.
      wake();
      startNext();
      restorer.restore();
    },
  };
}

/** Whether the cloud has refused the data itself, after looking into it. */
function isDataRefusal(failure: UploadFailure): boolean {
  return failure.kind === 'problem' && failure.problem.code === 'uploadMismatch';
}

/** Asks the user before the tab is closed, while `isOn`. */
function createTabGuard(page: UploadServices['page']): (isOn: boolean) => void {
  const confirmClosing = (event: Event) => event.preventDefault();
  let wasOn = false;
  return (isOn) => {
    if (isOn && !wasOn) page.addEventListener('beforeunload', confirmClosing);
    if (!isOn && wasOn) page.removeEventListener('beforeunload', confirmClosing);
    wasOn = isOn;
  };
}
