import type { Problem, ProblemCode } from '@console/bff-contract';
import type { KeptUpload } from './remember/record.ts';
import { createUploads } from './store.ts';
import { quietDeps } from './testing.ts';
import type { Report, TransferSpec } from './transfer.ts';
import type { UploadDeps } from './uploads.ts';
import type { ImageState } from './verify.ts';

export const file = new File(['bytes'], 'a.qcow2', { lastModified: 5 });
export const dev = { id: 'p', name: 'dev' };
export const kept: KeptUpload = {
  id: 'i',
  owner: 'u',
  project: dev,
  imageName: '镜像',
  via: 'file',
  stores: [],
  checksum: null,
  form: { name: '镜像' },
  file: { name: 'a.qcow2', size: 5, lastModified: 5, head: 'edge', tail: 'edge' },
  handle: null,
  location: '/api/uploads/1',
  step: 'sending',
  digests: {},
  startedAt: 1,
};
/** The way to the cloud is gone. */
export const lost = (code: ProblemCode = 'uploadLost'): Report => ({
  kind: 'failed',
  failure: { kind: 'problem', problem: { code } as Problem },
});
export const opened: Report = { kind: 'opened', location: '/api/uploads/1', sent: 0 };

/** One tab of a browser over a cloud that a test plays. */
export function openTab(changes: Partial<UploadDeps> = {}) {
  const transfers: { spec: TransferSpec; report: (report: Report) => void }[] = [];
  const calls: string[] = [];
  let image: ImageState | 'gone' = { status: 'queued', size: null, hash: null };
  const uploads = createUploads(
    quietDeps({
      fetch: async (input, init) => {
        calls.push(`${init?.method} ${String(input)}`);
        return new Response(null, { status: 204 });
      },
      startTransfer: (spec, report) => {
        transfers.push({ spec, report });
        return { pause() {}, resume() {}, wake() {}, stop() {} };
      },
      imageState: async () => {
        calls.push('look');
        return image;
      },
      removeImage: async (id) => void calls.push(`remove ${id}`),
      startImport: async (id) => void calls.push(`import ${id}`),
      sleep: () => new Promise((done) => setTimeout(done)),
      ...changes,
    }),
  );
  const task = () => uploads.getSnapshot()[0];
  return {
    uploads,
    transfers,
    calls,
    task,
    state: () => task()?.state,
    start: () => {
      const rest = { via: 'file', stores: [], handle: null, checksum: null, form: kept.form } as const;
      uploads.start({ file, imageId: 'i', imageName: '镜像', ...rest });
    },
    report: (report: Report) => transfers.at(-1)?.report(report),
    imageIs: (next: ImageState | 'gone') => {
      image = next;
    },
  };
}
