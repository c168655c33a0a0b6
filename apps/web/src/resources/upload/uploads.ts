import type { Habits } from './habits.ts';
import type { Checksum } from './hashes.ts';
import type { Direction, Parallel } from './queue.ts';
import type { FileHandle, Memory } from './remember/record.ts';
import type { Tabs } from './remember/tabs.ts';
import type { UploadProject, UploadTask } from './task.ts';
import type { HashFile, StartTransfer } from './transfer.ts';
import type { ImageState } from './verify.ts';

export interface UploadDeps {
  readonly csrfToken: () => string | null;
  /** Id of the user at the moment; `null` = nobody. */
  readonly owner: () => string | null;
  /** Where the session is at the moment. Elsewhere an image may not be seen at all, and that proves nothing. */
  readonly project: () => UploadProject | null;
  readonly fetch: typeof fetch;
  /** A transfer is to be expected. */
  readonly prepareTransfer: () => void;
  readonly startTransfer: StartTransfer;
  readonly hashFile: HashFile;
  /** Bytes of one PATCH. */
  readonly sliceBytes: number;
  /** Uploads that run at a time unless somebody chooses otherwise. */
  readonly parallel: number;
  readonly hash: 'sha512' | 'none';
  readonly memory: Memory;
  readonly tabs: Tabs;
  readonly habits: Habits;
  /** Deletes an image; resolves also where it is gone already. */
  readonly removeImage: (imageId: string) => Promise<void>;
  /** `gone` = there is no such image. @throws where nobody could be asked */
  readonly imageState: (imageId: string) => Promise<ImageState | 'gone'>;
  /** Has the cloud take in what was staged. @throws where it does not take that on */
  readonly startImport: (imageId: string, stores: readonly string[]) => Promise<void>;
  /** Watches an import until it ends, and tells the bytes put away so far where the cloud does. Never rejects. */
  readonly followImport: (imageId: string, onBytes: (bytes: number | null) => void) => Promise<ImportOutcome>;
  /** The image has changed in the cloud: whoever shows it should look again. */
  readonly onChange: (imageId: string) => void;
  /** An upload met a 401. It waits until {@link UploadActions.wake}. */
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
  /** Where the browser gives one: with it the file need not be chosen again after a reload. */
  readonly handle: FileHandle | null;
  readonly imageId: string;
  readonly imageName: string;
  /** `stage`: the data is imported from where it was staged. */
  readonly via: 'file' | 'stage';
  /** Where the data goes; empty leaves it to the cloud. Only an import takes several. */
  readonly stores: readonly string[];
  /** What the file should have; checked before anything is called a success. */
  readonly checksum: Checksum | null;
  /** What the form held, to begin anew with: plain data. */
  readonly form: unknown;
}

export interface UploadActions {
  /** Takes the file into the queue. The task's id is the image's. */
  start(request: UploadRequest): void;
  pause(id: string): void;
  resume(id: string): void;
  /** Ends the upload and removes the half-made image. */
  cancel(id: string): void;
  /** After a failure: sends the whole file again, or does again only what failed. */
  retry(id: string): void;
  /** Forgets a task that has ended. */
  dismiss(id: string): void;
  /** Goes on with a file chosen again; refused where it is another one, and the task says in what it differs. */
  giveFile(id: string, file: File, handle: FileHandle | null): Promise<void>;
  /** Goes on with the file whose handle was kept; the browser may ask for leave, so only after a click. */
  reopenFile(id: string): Promise<void>;
  /** Changes places with another that waits. */
  move(id: string, direction: Direction): void;
  /** How many run at a time from now on; those that run are left to it. */
  setParallel(parallel: Parallel): void;
  /** What the form held when it began; `null` = not known. */
  formOf(id: string): unknown;
  /** Bytes a second of the last upload from this browser; `null` = none yet. */
  lastRate(): number | null;
  /** The session is back: those that wait for it go on. */
  wake(): void;
  /** The session has changed: another user sees only his own, another project lets others go first. */
  follow(): void;
  /** To be called before something is uploaded: resolves when uploads can be taken. @throws where the page's own code cannot be had */
  ready(): Promise<void>;
}

export interface Uploads extends UploadActions {
  subscribe(listener: () => void): () => void;
  /** All tasks in the order of the queue; the same list until something changes. */
  getSnapshot(): readonly UploadTask[];
  getParallel(): Parallel;
}
