import type { Image } from '@console/image-model';
import type { WireTask } from '@console/openstack-api';
import { createContext, type ReactNode, useContext, useSyncExternalStore } from 'react';
import { type WebImport, wasStaged, webImportOf } from './import-request.ts';
import type { ImportActions, Imports, ImportTask } from './imports.ts';
import { useProfile } from './profile.tsx';

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
  const source = imports.sourceOf(image.id) ?? webImportOf(tasks);
  const { urlSchemes } = useProfile().rules;
  if (image.status !== 'queued' || urlSchemes.length === 0 || wasStaged(tasks)) return { kind: 'none' };
  const start = (from: WebImport) => imports.start({ ...from, imageId: image.id, imageName: image.name });
  if (source !== null) return { kind: 'known', start: () => start(source) };
  return {
    kind: 'needsAddress',
    start: (address) => start({ address, stores: [] }),
  };
}
