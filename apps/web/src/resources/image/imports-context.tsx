import type { Image } from '@console/image-model';
import type { WireTask } from '@console/openstack-api';
import { createContext, type ReactNode, useContext, useSyncExternalStore } from 'react';
import { webImportOf } from './import-request.ts';
import type { ImportActions, Imports, ImportTask } from './imports.ts';

const ImportsContext = createContext<Imports | null>(null);

/** The imports live outside React and outlive every page; this only hands them down. */
export function ImportsProvider(props: { readonly imports: Imports; readonly children: ReactNode }) {
  return <ImportsContext value={props.imports}>{props.children}</ImportsContext>;
}

function useContextImports(): Imports {
  const imports = useContext(ImportsContext);
  if (imports === null) throw new Error('useImports outside ImportsProvider');
  return imports;
}

/** Starting and steering imports, without drawing again at every step of theirs. */
export function useImportActions(): ImportActions {
  return useContextImports();
}

/** All imports asked for here, oldest first. */
export function useImports(): readonly ImportTask[] {
  const imports = useContextImports();
  return useSyncExternalStore(imports.subscribe, imports.getSnapshot);
}

/**
 * Another try at a failed web import of a queued image; `null` where there is nothing to try again.
 * The address is the one asked for here, or else what the cloud's own task remembers. @throws RequestError
 */
export function useImportRetry(image: Image, tasks: readonly WireTask[]): (() => Promise<void>) | null {
  const imports = useContextImports();
  const source = imports.sourceOf(image.id) ?? webImportOf(tasks);
  if (source === null || image.status !== 'queued') return null;
  return () => imports.start({ ...source, imageId: image.id, imageName: image.name });
}
