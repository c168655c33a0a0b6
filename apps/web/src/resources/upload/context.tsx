import { createContext, type ReactNode, useContext, useSyncExternalStore } from 'react';
import type { UploadTask } from './machine.ts';
import type { UploadActions, Uploads } from './uploads.ts';

const UploadsContext = createContext<Uploads | null>(null);

/** The uploads live outside React and outlive every page; this only hands them down. */
export function UploadsProvider(props: { readonly uploads: Uploads; readonly children: ReactNode }) {
  return <UploadsContext value={props.uploads}>{props.children}</UploadsContext>;
}

/** Starting and steering uploads, without drawing again at every step of theirs. */
export function useUploadActions(): UploadActions {
  const uploads = useContext(UploadsContext);
  if (uploads === null) throw new Error('useUploads outside UploadsProvider');
  return uploads;
}

/** All tasks, oldest first, and what can be done with them. */
export function useUploads(): { readonly tasks: readonly UploadTask[]; readonly actions: UploadActions } {
  const uploads = useContext(UploadsContext);
  if (uploads === null) throw new Error('useUploads outside UploadsProvider');
  return { tasks: useSyncExternalStore(uploads.subscribe, uploads.getSnapshot), actions: uploads };
}
