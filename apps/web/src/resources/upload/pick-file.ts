import type { FileHandle } from './remember/record.ts';

export interface ChosenFile {
  readonly file: File;
  /** Where the browser gives one. */
  readonly handle: FileHandle | null;
}

interface WithPicker {
  readonly showOpenFilePicker?: () => Promise<readonly FileHandle[]>;
}
interface WithHandle {
  readonly getAsFileSystemHandle?: () => Promise<(FileHandle & { readonly kind: string }) | null>;
}

/** Whether the browser's dialog hands out handles; elsewhere its plain file input does as well. */
export function canPickFile(): boolean {
  return (window as WithPicker).showOpenFilePicker !== undefined;
}

/** The browser's dialog; `null` where the person closes it. Only after a click. */
export async function pickFile(): Promise<ChosenFile | null> {
  try {
    const [handle] = (await (window as WithPicker).showOpenFilePicker?.()) ?? [];
    return handle === undefined ? null : { file: await handle.getFile(), handle };
  } catch {
    return null;
  }
}

/** The first file of what was dropped; to be called while the event is being handled. */
export async function droppedFile({ items, files }: DataTransfer): Promise<ChosenFile | null> {
  const [file] = files;
  if (file === undefined) return null;
  const item = items[0] as WithHandle | undefined;
  const handle = (await item?.getAsFileSystemHandle?.().catch(() => null)) ?? null;
  return { file, handle: handle?.kind === 'file' ? handle : null };
}
