import { RequestError } from '../../shared/http/index.ts';
import { fileFixture, recordFixture } from '../upload-persistence/record-fixture.ts';
import type { UploadRecord } from '../upload-persistence/upload-record.ts';
import type { CompletionServices, SentUpload } from './complete-upload.ts';
import type { ImageService, ImageState, UploadSession } from './image-data.ts';

export const queuedImage: ImageState = { status: 'queued', size: null, hash: null };
export const savingImage: ImageState = { status: 'saving', size: null, hash: null };

/** An image with the size of `fileFixture`. */
export function imageWith(status: string, sha512: string | null = null, size = fileFixture.size): ImageState {
  return { status, size, hash: sha512 === null ? null : { algorithm: 'sha512', value: sha512 } };
}

/** The BFF's answer to a request without a session. */
export const signedOutError = new RequestError({
  kind: 'problem',
  problem: { type: 'about:blank', title: '', status: 401, code: 'sessionGone', detail: '', requestId: 'r' },
});

/** An image service with one image, which records its calls. */
export function createFakeImages(changes: Partial<ImageService> = {}) {
  const calls: string[] = [];
  let image: ImageState | 'gone' = queuedImage;
  const service: ImageService = {
    fetch: async () => {
      calls.push('fetch');
      return image;
    },
    delete: async (id) => void calls.push(`delete ${id}`),
    startImport: async (id, stores) => void calls.push(`import ${[id, ...stores].join(' ')}`),
    pollImport: async () => ({ kind: 'active' }),
    refresh: (id) => void calls.push(`refresh ${id}`),
    ...changes,
  };
  return {
    ...service,
    calls,
    set(next: ImageState | 'gone') {
      image = next;
    },
  };
}

export const fakeSession: UploadSession = {
  owner: () => 'u',
  project: () => recordFixture.project,
  csrfToken: () => 'csrf',
  onExpired: () => undefined,
};

/** Services of a completion: nothing waits, and hashes are compared. */
export function createFakeServices(changes: Partial<CompletionServices> = {}): CompletionServices {
  return {
    images: createFakeImages(),
    session: fakeSession,
    sleep: () => new Promise((resolve) => setTimeout(resolve)),
    hashFile: async () => ({}),
    hash: 'sha512',
    ...changes,
  };
}

/** An upload whose bytes are in the cloud; `controller` cancels it. */
export function createSentUpload(changes: Partial<UploadRecord> = {}, file: File | null = fileFixture) {
  let record: UploadRecord = { ...recordFixture, step: 'sent', ...changes };
  const controller = new AbortController();
  const events: string[] = [];
  const upload: SentUpload = {
    record: () => record,
    file: () => file,
    signal: controller.signal,
    async update(change) {
      record = { ...record, ...change };
    },
    onImporting: (bytes) => void events.push(`importing ${bytes}`),
    onImported: () => void events.push('imported'),
  };
  return { ...upload, controller, events };
}
