import type { Checksum, Digests } from '../hashes.ts';
import type { UploadProject } from '../task.ts';
import type { FileFacts } from './recognise.ts';

/** A file's handle, as browsers that have such a thing keep it over a reload. */
export interface FileHandle {
  getFile(): Promise<File>;
  queryPermission?(descriptor: { readonly mode: 'read' }): Promise<PermissionState>;
  /** Asks the person; only after a click. */
  requestPermission?(descriptor: { readonly mode: 'read' }): Promise<PermissionState>;
}

/** What is needed to go on with an upload after the page was loaded again; lies in the browser's database. */
export interface KeptUpload {
  /** The image's id. */
  readonly id: string;
  /** Whose it is; nobody else on this browser is told of it. */
  readonly owner: string;
  readonly project: UploadProject;
  readonly imageName: string;
  readonly via: 'file' | 'stage';
  readonly stores: readonly string[];
  readonly checksum: Checksum | null;
  /** What the form held, to begin anew with. */
  readonly form: unknown;
  readonly file: FileFacts;
  readonly handle: FileHandle | null;
  /** Where the BFF knows the upload; `null` = not opened. */
  readonly location: string | null;
  /** How far it is: with all bytes in the cloud the file is no longer needed. */
  readonly step: 'sending' | 'sent' | 'importing';
  /** Of the whole file, once it has been read. */
  readonly digests: Digests;
  /** Milliseconds since the epoch; the older one comes first. */
  readonly startedAt: number;
}

/** Where open uploads are remembered. Nothing here rejects: without it an upload is not kept, and runs all the same. */
export interface Memory {
  all(owner: string): Promise<readonly KeptUpload[]>;
  put(upload: KeptUpload): Promise<void>;
  remove(id: string): Promise<void>;
}
