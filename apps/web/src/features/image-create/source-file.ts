import { blobSource, type DiskInspection, inspect } from '@console/disk-format';
import { GiB } from '@console/units';
import type { ChosenFile } from '../../shared/form/chosen-file.ts';

/** The inspection of the file's bytes. `unreadable`: the file was moved or removed, or the browser may not read it. */
export type Inspection =
  | { readonly kind: 'inspecting' }
  | { readonly kind: 'inspected'; readonly result: DiskInspection }
  | { readonly kind: 'unreadable' };

/** The chosen file with the result of its inspection so far. */
export interface SourceFile extends ChosenFile {
  readonly inspection: Inspection;
}

/** Inspects a few hundred KiB of the file. Never rejects: a file that cannot be read is `unreadable`. */
export async function inspectFile({ file, handle }: ChosenFile): Promise<SourceFile> {
  try {
    return { file, handle, inspection: { kind: 'inspected', result: await inspect(blobSource(file)) } };
  } catch {
    return { file, handle, inspection: { kind: 'unreadable' } };
  }
}

export function inspectionResult(source: SourceFile | null): DiskInspection | null {
  return source?.inspection.kind === 'inspected' ? source.inspection.result : null;
}

/** Returns the whole GiB that a disk needs to hold the image; 0 if the virtual size is unknown. */
export function virtualSizeGib(source: SourceFile | null): number {
  return Math.ceil((inspectionResult(source)?.virtualSize ?? 0) / GiB);
}
