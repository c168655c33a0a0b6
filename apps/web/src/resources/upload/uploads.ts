import type { UploadTask } from './machine.ts';
import type { StartTransfer } from './transfer.ts';
import type { ImageState } from './verify.ts';

export interface UploadDeps {
  readonly csrfToken: () => string | null;
  readonly fetch: typeof fetch;
  readonly startTransfer: StartTransfer;
  /** Bytes of one PATCH. */
  readonly sliceBytes: number;
  /** Uploads that run at a time; a browser has six connections for everything. */
  readonly parallel: number;
  readonly hash: 'sha512' | 'none';
  /** Deletes an image; resolves also where it is gone already. */
  readonly removeImage: (imageId: string) => Promise<void>;
  readonly imageState: (imageId: string) => Promise<ImageState>;
  /** Has the cloud take in what was staged. @throws where it does not take that on */
  readonly startImport: (imageId: string, stores: readonly string[]) => Promise<void>;
  /** Watches an import until it ends, and tells the bytes put away so far where the cloud does. Never rejects. */
  readonly followImport: (imageId: string, onBytes: (bytes: number | null) => void) => Promise<ImportOutcome>;
  /** The image has changed in the cloud: whoever shows it should look again. */
  readonly onChange: (imageId: string) => void;
  /** An upload met a 401. It waits until {@link Uploads.wake}. */
  readonly onSessionGone: () => void;
  readonly now: () => number;
  readonly sleep: (ms: number) => Promise<void>;
  /** Asks before the tab is closed while anything runs; hears when the network is back. */
  readonly window: Pick<Window, 'addEventListener' | 'removeEventListener'>;
}

export type ImportOutcome =
  | { readonly kind: 'active' }
  | {
      readonly kind: 'failed';
      readonly failure: { readonly reason: string | null; readonly stores: readonly string[] };
    }
  /** The image is no more. */
  | { readonly kind: 'gone' };

export interface UploadRequest {
  /** Not empty. */
  readonly file: File;
  readonly imageId: string;
  readonly imageName: string;
  /** `stage`: the data is imported from where it was staged. */
  readonly via: 'file' | 'stage';
  /** Where the data goes; empty leaves it to the cloud. Only an import takes several. */
  readonly stores: readonly string[];
}

export interface UploadActions {
  /** Takes the file into the queue. The task's id is the image's. */
  start(request: UploadRequest): void;
  pause(id: string): void;
  resume(id: string): void;
  /** Ends the upload and removes the half-made image. */
  cancel(id: string): void;
  /** After a failure: sends the whole file again, or looks again where only the look failed. */
  retry(id: string): void;
  /** Forgets a task that has ended. */
  dismiss(id: string): void;
  /** The session is back: those that wait for it go on. */
  wake(): void;
}

export interface Uploads extends UploadActions {
  subscribe(listener: () => void): () => void;
  /** All tasks, oldest first; the same list until something changes. */
  getSnapshot(): readonly UploadTask[];
}
