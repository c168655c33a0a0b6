import { createContext, type ReactNode, useContext, useSyncExternalStore } from 'react';
import type { Parallel } from './queue.ts';
import type { UploadTask } from './task.ts';
import type { UploadActions, Uploads } from './uploads.ts';

const UploadsContext = createContext<Uploads | null>(null);

/** The uploads live outside React and outlive every page; this only hands them down. */
export function UploadsProvider(props: { readonly uploads: Uploads; readonly children: ReactNode }) {
  return <UploadsContext value={props.uploads}>{props.children}</UploadsContext>;
}

function useContextUploads(): Uploads {
  const uploads = useContext(UploadsContext);
  if (uploads === null) throw new Error('useUploads outside UploadsProvider');
  return uploads;
}

/** Starting and steering uploads, without drawing again at every step of theirs. */
export function useUploadActions(): UploadActions {
  return useContextUploads();
}

/** All tasks in the order of the queue, and what can be done with them. */
export function useUploads(): { readonly tasks: readonly UploadTask[]; readonly actions: UploadActions } {
  const uploads = useContextUploads();
  return { tasks: useSyncExternalStore(uploads.subscribe, uploads.getSnapshot), actions: uploads };
}

/** How many uploads run at a time. */
export function useUploadParallel(): Parallel {
  const uploads = useContextUploads();
  return useSyncExternalStore(uploads.subscribe, uploads.getParallel);
}
