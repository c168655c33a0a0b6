import type { Problem, ProblemCode } from '@console/bff-contract';
import { createFakeImages, fakeSession } from '../upload-completion/fake-services.ts';
import type { ImageState } from '../upload-completion/image-data.ts';
import {
  createMemoryDatabase,
  createMemoryLocks,
  fileFixture,
  recordFixture,
} from '../upload-persistence/record-fixture.ts';
import type { TransferReport, TransferSpec, Transfers } from '../upload-transfer/transfer.ts';
import { createUploadManager, type UploadManager, type UploadRequest, type UploadServices } from './upload-manager.ts';
import { createUploadPreferences, type UploadPreferences } from './upload-preferences.ts';
import type { LazyUploadManager } from './uploads-context.tsx';

export const openedReport: TransferReport = { kind: 'opened', location: '/api/uploads/1', sent: 0 };

export function failedReport(code: ProblemCode, details: Partial<Problem> = {}): TransferReport {
  return { kind: 'failed', failure: { kind: 'problem', problem: { code, ...details } as Problem } };
}

export const requestFixture: UploadRequest = {
  file: fileFixture,
  id: 'i',
  imageName: '镜像',
  via: 'file',
  stores: [],
  handle: null,
  checksum: null,
  form: recordFixture.form,
};

export function createMemoryPreferences(parallel = 3): UploadPreferences {
  return createUploadPreferences({ getItem: () => null, setItem: () => undefined }, parallel);
}

/** Transfers that a test plays. */
export function createFakeTransfers(calls: string[], changes: Partial<Transfers> = {}) {
  const started: { readonly spec: TransferSpec; readonly report: (report: TransferReport) => void; calls: string[] }[] =
    [];
  const transfers: Transfers = {
    prepare: () => undefined,
    start(spec, report) {
      const own: string[] = [];
      started.push({ spec, report, calls: own });
      const record = (call: string) => () => {
        own.push(call);
      };
      return { pause: record('pause'), resume: record('resume'), wake: record('wake'), stop: record('stop') };
    },
    hashFile: async () => ({ sha256: 'edge' }),
    terminate: async (location) => void calls.push(`terminate ${location}`),
    ...changes,
  };
  return { transfers, started };
}

/** Changes to the services of {@link openTab}; those of an object are merged into it. */
export interface TabChanges {
  readonly session?: Partial<UploadServices['session']>;
  readonly images?: Partial<UploadServices['images']>;
  readonly transfers?: Partial<Transfers>;
  readonly database?: UploadServices['database'];
  readonly locks?: UploadServices['locks'];
  readonly parallel?: number;
  readonly hash?: 'sha512' | 'none';
  readonly clock?: Partial<UploadServices['clock']>;
  readonly page?: UploadServices['page'];
}

/** One tab of a browser with an upload manager, over a cloud and transfers that a test plays. */
export function openTab(changes: TabChanges = {}) {
  const images = createFakeImages(changes.images);
  const { calls } = images;
  const { transfers, started } = createFakeTransfers(calls, changes.transfers);
  const preferences = createMemoryPreferences(changes.parallel);
  const manager = createUploadManager({
    session: { ...fakeSession, ...changes.session },
    images,
    transfers,
    database: changes.database ?? createMemoryDatabase(),
    locks: changes.locks ?? createMemoryLocks()(),
    preferences,
    settings: { sliceBytes: 1024, hash: changes.hash ?? 'none' },
    clock: { now: () => 0, sleep: () => new Promise((resolve) => setTimeout(resolve)), ...changes.clock },
    page: changes.page ?? { addEventListener() {}, removeEventListener() {} },
  });
  const get = (id = 'i') => manager.list().find((upload) => upload.id === id);
  return {
    manager,
    preferences,
    transfers: started,
    calls,
    get,
    state: (id?: string) => get(id)?.state,
    /** Starts an upload without waiting until it can no longer be rejected. */
    start: (request: Partial<UploadRequest> = {}) => manager.start({ ...requestFixture, ...request }),
    report: (...reports: readonly TransferReport[]) => {
      for (const report of reports) started.at(-1)?.report(report);
    },
    setImage: (image: ImageState | 'gone') => images.set(image),
  };
}

/** A lazy manager that is loaded already. */
export function createLoadedManager(manager: UploadManager): LazyUploadManager {
  return {
    loaded: () => manager,
    load: async () => manager,
    followSession: () => manager.followSession(),
    subscribe: (listener) => manager.subscribe(listener),
  };
}
