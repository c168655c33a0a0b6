import { blobSource, type DiskInspection, inspect } from '@console/disk-format';
import type { ChosenFile, FileHandle } from '../../resources/upload/index.ts';

/** What the file's own bytes say. `unreadable`: moved or removed since it was chosen, or not ours to read. */
export type Reading =
  | { readonly kind: 'reading' }
  | { readonly kind: 'read'; readonly inspection: DiskInspection }
  | { readonly kind: 'unreadable' };

/** The chosen file with what has been found in it so far. */
export interface Source {
  readonly file: File;
  /** Where the browser gives one. */
  readonly handle: FileHandle | null;
  readonly reading: Reading;
}

/** Looks at a few hundred KiB of the file. Never throws: a file that cannot be read is a finding as well. */
export async function readSource({ file, handle }: ChosenFile): Promise<Source> {
  try {
    return { file, handle, reading: { kind: 'read', inspection: await inspect(blobSource(file)) } };
  } catch {
    return { file, handle, reading: { kind: 'unreadable' } };
  }
}

export function inspectionOf(source: Source | null): DiskInspection | null {
  return source?.reading.kind === 'read' ? source.reading.inspection : null;
}

const BYTES_PER_GIB = 1024 ** 3;

/** Whole GiB a disk needs to hold the image; 0 where the bytes do not tell. */
export function virtualGib(source: Source | null): number {
  return Math.ceil((inspectionOf(source)?.virtualSize ?? 0) / BYTES_PER_GIB);
}
