import { createContext, type ReactNode, useContext, useSyncExternalStore } from 'react';
import type { UploadManager } from './upload-manager.ts';
import type { Parallel, RecordsFlag, UploadPreferences } from './upload-preferences.ts';
import type { Upload } from './upload-transitions.ts';

/** An upload manager whose code is loaded when there is something to upload or to restore. */
export interface LazyUploadManager {
  /** `null` until the code is loaded. */
  loaded(): UploadManager | null;
  /** @throws if the code cannot be loaded; the next call tries again */
  load(): Promise<UploadManager>;
  /** Adapts to a change of user or project, and loads the code if there are uploads to restore. */
  followSession(): void;
  /** Calls back when the uploads change. */
  subscribe(listener: () => void): () => void;
}

export function createLazyUploadManager(
  flag: Pick<RecordsFlag, 'isSet' | 'onSet'>,
  loadManager: () => Promise<UploadManager>,
): LazyUploadManager {
  let manager: UploadManager | null = null;
  let loading: Promise<UploadManager> | null = null;
  const listeners = new Set<() => void>();
  const notify = () => {
    for (const listener of listeners) listener();
  };

  async function create(): Promise<UploadManager> {
    try {
      manager = await loadManager();
      manager.subscribe(notify);
      notify();
      return manager;
    } catch (error) {
      loading = null;
      throw error;
    }
  }
  function load(): Promise<UploadManager> {
    loading ??= create();
    return loading;
  }
  function followSession(): void {
    if (manager !== null) manager.followSession();
    else if (flag.isSet())
      void load().then(
        (loaded) => loaded.followSession(),
        () => undefined,
      );
  }
  flag.onSet(followSession);

  return {
    loaded: () => manager,
    load,
    followSession,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

interface UploadsContextValue {
  readonly manager: LazyUploadManager;
  readonly preferences: UploadPreferences;
}

const UploadsContext = createContext<UploadsContextValue | null>(null);

export function UploadsProvider({ children, ...value }: UploadsContextValue & { readonly children: ReactNode }) {
  return <UploadsContext value={value}>{children}</UploadsContext>;
}

function useUploadsContext(): UploadsContextValue {
  const value = useContext(UploadsContext);
  if (value === null) throw new Error('an upload hook needs an UploadsProvider');
  return value;
}

const noUploads: readonly Upload[] = [];

/** All uploads in the order of the queue. */
export function useUploads(): readonly Upload[] {
  const { manager } = useUploadsContext();
  return useSyncExternalStore(manager.subscribe, () => manager.loaded()?.list() ?? noUploads);
}

/** The manager behind an upload that is shown: its code is loaded. */
export function useUploadManager(): UploadManager {
  const manager = useUploadsContext().manager.loaded();
  if (manager === null) throw new Error('the code of the uploads is not loaded');
  return manager;
}

export function useLazyUploadManager(): LazyUploadManager {
  return useUploadsContext().manager;
}

/** The number of uploads at a time, and its setter. */
export function useParallelUploads(): readonly [Parallel, (parallel: Parallel) => void] {
  const { preferences } = useUploadsContext();
  return [useSyncExternalStore(preferences.subscribe, preferences.parallel), preferences.setParallel];
}

/** Bytes per second of the last upload from this browser; `null` before there was one. */
export function useLastUploadRate(): number | null {
  return useUploadsContext().preferences.rate();
}
