/** A file's handle (`FileSystemFileHandle`), as far as the console uses it. A browser can keep it across a reload. */
export interface FileHandle {
  getFile(): Promise<File>;
  queryPermission?(descriptor: { readonly mode: 'read' }): Promise<PermissionState>;
  /** Asks the user. The browser allows this only after a click. */
  requestPermission?(descriptor: { readonly mode: 'read' }): Promise<PermissionState>;
}

/** A file that the user has chosen or dropped. */
export interface ChosenFile {
  readonly file: File;
  /** `null` in browsers without the File System Access API (Firefox, Safari). */
  readonly handle: FileHandle | null;
}

interface WithPicker {
  readonly showOpenFilePicker?: () => Promise<readonly FileHandle[]>;
}
interface WithHandle {
  readonly getAsFileSystemHandle?: () => Promise<(FileHandle & { readonly kind: string }) | null>;
}

/** Whether the browser's file picker returns handles; elsewhere a plain file input has to serve. */
export function canPickFile(): boolean {
  return (window as WithPicker).showOpenFilePicker !== undefined;
}

/** Opens the browser's file picker, which needs a click; `null` if the user closes it. */
export async function pickFile(): Promise<ChosenFile | null> {
  try {
    const [handle] = (await (window as WithPicker).showOpenFilePicker?.()) ?? [];
    return handle === undefined ? null : { file: await handle.getFile(), handle };
  } catch {
    return null;
  }
}

/** Reads the first dropped file. The browser empties `dataTransfer` when the event handler returns: call this within. */
export async function readDroppedFile({ items, files }: DataTransfer): Promise<ChosenFile | null> {
  const [file] = files;
  if (file === undefined) return null;
  const item = items[0] as WithHandle | undefined;
  const handle = (await item?.getAsFileSystemHandle?.().catch(() => null)) ?? null;
  return { file, handle: handle?.kind === 'file' ? handle : null };
}
