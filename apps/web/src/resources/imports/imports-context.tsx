import type { Image } from '@console/image-model';
import type { WireTask } from '@console/openstack-api';
import { createContext, type ReactNode, useContext, useSyncExternalStore } from 'react';
import { useProfile } from '../images/profile.tsx';
import { type ImportSource, importSourceOf, wasStaged } from './import-api.ts';
import type { ImportActions, ImportManager, TrackedImport } from './import-manager.ts';

const ImportsContext = createContext<ImportManager | null>(null);

/** The imports live outside React and outlive every page; this only hands them down. */
export function ImportsProvider(props: { readonly imports: ImportManager; readonly children: ReactNode }) {
  return <ImportsContext value={props.imports}>{props.children}</ImportsContext>;
}

function useContextImports(): ImportManager {
  const imports = useContext(ImportsContext);
  if (imports === null) throw new Error('useImports outside ImportsProvider');
  return imports;
}

/** Starting and steering imports, without drawing again at every step of theirs. */
export function useImportActions(): ImportActions {
  return useContextImports();
}

/** All imports asked for here, oldest first. */
export function useImports(): readonly TrackedImport[] {
  const imports = useContextImports();
  return useSyncExternalStore(imports.subscribe, imports.getSnapshot);
}

/** Another try at a failed import. */
export type ImportRetry =
  /** The image takes no second one, or its data came from a browser. */
  | { readonly kind: 'none' }
  /** @throws RequestError */
  | { readonly kind: 'known'; readonly start: () => Promise<void> }
  /** Neither this page nor the cloud's task remembers the address. @throws RequestError */
  | { readonly kind: 'needsAddress'; readonly start: (address: string) => Promise<void> };

/** @param tasks what the cloud tells of the image's imports, their addresses among it */
export function useImportRetry(image: Image, tasks: readonly WireTask[]): ImportRetry {
  const imports = useContextImports();
  const source = imports.sourceOf(image.id) ?? importSourceOf(tasks);
  const { urlSchemes } = useProfile().rules;
  if (image.status !== 'queued' || urlSchemes.length === 0 || wasStaged(tasks)) return { kind: 'none' };
  const start = (from: ImportSource) => imports.start({ ...from, imageId: image.id, imageName: image.name });
  if (source !== null) return { kind: 'known', start: () => start(source) };
  return {
    kind: 'needsAddress',
    start: (address) => start({ address, stores: [] }),
  };
}
