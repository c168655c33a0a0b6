import type { Image } from '@console/image-model';
import type { WireTask } from '@console/openstack-api';
import { createContext, type ReactNode, useContext, useSyncExternalStore } from 'react';
import { useProfile } from '../images/profile.tsx';
import { type ImportSource, importSourceOf, wasStaged } from './import-api.ts';
import type { ImportActions, ImportManager, TrackedImport } from './import-manager.ts';

const ImportsContext = createContext<ImportManager | null>(null);

/** Provides the import manager, which lives outside of React because imports go on when their page is closed. */
export function ImportsProvider(props: { readonly imports: ImportManager; readonly children: ReactNode }) {
  return <ImportsContext value={props.imports}>{props.children}</ImportsContext>;
}

function useImportManager(): ImportManager {
  const imports = useContext(ImportsContext);
  if (imports === null) throw new Error('useImports outside ImportsProvider');
  return imports;
}

/** Returns the actions on imports. Does not render again when an import changes. */
export function useImportActions(): ImportActions {
  return useImportManager();
}

/** Returns all imports of the user, oldest first. */
export function useImports(): readonly TrackedImport[] {
  const imports = useImportManager();
  return useSyncExternalStore(imports.subscribe, imports.getSnapshot);
}

/** How a failed import can be retried. */
export type ImportRetry =
  /** Not at all: the image is not queued, or its data was staged by a browser. */
  | { readonly kind: 'none' }
  /** From the known source. `start` @throws RequestError */
  | { readonly kind: 'known'; readonly start: () => Promise<void> }
  /** From an address that the user enters, because neither this page nor the cloud's task has it. `start` @throws RequestError */
  | { readonly kind: 'needsAddress'; readonly start: (address: string) => Promise<void> };

/** @param tasks the image's tasks, which contain the addresses of its imports */
export function useImportRetry(image: Image, tasks: readonly WireTask[]): ImportRetry {
  const imports = useImportManager();
  const source = imports.sourceOf(image.id) ?? importSourceOf(tasks);
  const { urlSchemes } = useProfile().rules;
  if (image.status !== 'queued' || urlSchemes.length === 0 || wasStaged(tasks)) return { kind: 'none' };
  const start = (from: ImportSource) => imports.start({ ...from, imageId: image.id, imageName: image.name });
  if (source !== null) return { kind: 'known', start: () => start(source) };
  return { kind: 'needsAddress', start: (address) => start({ address, stores: [] }) };
}
