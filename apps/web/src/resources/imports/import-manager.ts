import type { ImportSource } from './import-api.ts';
import type { ImportEnd, ImportFailure, ImportProgress, ImportStep } from './import-progress.ts';
import type { ImportProject, ImportRecords } from './import-records.ts';
import { pollImport } from './poll-import.ts';

export type ImportState =
  | ImportStep
  /** Restored after a reload, or about to be retried: its progress is being fetched. */
  | { readonly kind: 'asking' }
  /** `missingStores` did not get a copy. */
  | { readonly kind: 'done'; readonly missingStores: readonly string[] }
  | { readonly kind: 'failed'; readonly failure: ImportFailure }
  /** A retry needs the address, which neither this page nor the cloud's task has. */
  | { readonly kind: 'needsAddress' }
  /** The cloud refused the retry. */
  | { readonly kind: 'refused'; readonly error: unknown }
  | { readonly kind: 'removing' }
  /** The image has been deleted, by this page or elsewhere. */
  | { readonly kind: 'removed' }
  | { readonly kind: 'notRemoved'; readonly error: unknown };

/** An import by the cloud that the tray shows whichever page is open. */
export interface TrackedImport {
  /** The image's id. */
  readonly id: string;
  readonly imageName: string;
  /** The project in which it was started; the image cannot be changed from another one. */
  readonly project: ImportProject | null;
  readonly state: ImportState;
}

export interface ImportRequest extends ImportSource {
  readonly imageId: string;
  readonly imageName: string;
}

export interface ImportManagerDeps {
  /** @throws RequestError where the cloud refuses the import */
  readonly startImport: (imageId: string, source: ImportSource) => Promise<void>;
  /** Fetches the progress; `null` where the request failed. */
  readonly fetchProgress: (imageId: string) => Promise<ImportProgress | null>;
  /** Fetches the source from the cloud's task; `null` where it has none. Never rejects. */
  readonly fetchSource: (imageId: string) => Promise<ImportSource | null>;
  /** Id of the signed-in user; `null` where there is none. */
  readonly owner: () => string | null;
  /** The session's project. An import of another project is not polled, because its image would seem deleted (404). */
  readonly project: () => ImportProject | null;
  readonly records: ImportRecords;
  /** Deletes an image; resolves also where it is deleted already. */
  readonly removeImage: (imageId: string) => Promise<void>;
  /** Called after the image has changed in the cloud, so that caches refetch it. */
  readonly onChange: (imageId: string) => void;
  readonly sleep: (ms: number) => Promise<void>;
}

export interface ImportActions {
  /** Starts an import for a queued image and tracks it. @throws RequestError where the cloud refuses it */
  start(request: ImportRequest): Promise<void>;
  /** Retries a failed import of the same image, from `address` or from its first source. */
  retry(id: string, address?: string): void;
  /** Deletes the image, in whatever state its import is. */
  remove(id: string): void;
  /** Removes an import that has ended from the tray. */
  dismiss(id: string): void;
  /** Shows the imports of the user who is signed in now, and forgets the sources of another user. */
  syncSession(): void;
  /** The source of an import that this page started. */
  sourceOf(id: string): ImportSource | null;
}

export interface ImportManager extends ImportActions {
  subscribe(listener: () => void): () => void;
  /** Returns all imports, oldest first; the same array until something changes. */
  getSnapshot(): readonly TrackedImport[];
}

const polledStates: ReadonlySet<string> = new Set<ImportState['kind']>(['asking', 'waiting', 'fetching', 'storing']);

function isPolledState(state: ImportState | undefined): boolean {
  return state !== undefined && polledStates.has(state.kind);
}

/** Whether the import still changes by itself. */
export function isImporting({ state }: TrackedImport): boolean {
  return isPolledState(state) || state.kind === 'removing';
}

/** Creates the manager, which tracks imports outside of React. Sources are kept in its memory only. */
export function createImportManager(deps: ImportManagerDeps): ImportManager {
  let imports: readonly TrackedImport[] = [];
  let owner: string | null = null;
  /** Sources of the imports that this page started, by image id. */
  const sources = new Map<string, ImportSource>();
  /** The current poll of each image. A retry replaces it, and the replaced poll changes nothing any more. */
  const polls = new Map<string, symbol>();
  const listeners = new Set<() => void>();

  const publish = (next: readonly TrackedImport[]) => {
    imports = next;
    for (const listener of listeners) listener();
  };
  const findImport = (id: string) => imports.find((tracked) => tracked.id === id);
  const setState = (id: string, state: ImportState) =>
    publish(imports.map((tracked) => (tracked.id === id ? { ...tracked, state } : tracked)));
  const forget = (id: string) => {
    sources.delete(id);
    polls.delete(id);
    deps.records.remove(id);
  };

  async function poll({ id, project }: TrackedImport, sleep: ImportManagerDeps['sleep'] = deps.sleep): Promise<void> {
    const self = Symbol(id);
    polls.set(id, self);
    const isCurrent = () => polls.get(id) === self;
    const end = await pollImport({
      fetchProgress: async () => {
        if (!isCurrent()) return { kind: 'gone' };
        return deps.project()?.id === project?.id ? deps.fetchProgress(id) : null;
      },
      sleep,
      onStep: (step) => {
        if (isCurrent() && isPolledState(findImport(id)?.state)) setState(id, step);
      },
    });
    if (isCurrent() && findImport(id)?.state.kind !== 'removing') finish(id, end);
  }

  function finish(id: string, end: ImportEnd): void {
    if (end.kind !== 'failed') forget(id);
    if (end.kind === 'active') setState(id, { kind: 'done', missingStores: end.missingStores });
    else setState(id, end.kind === 'gone' ? { kind: 'removed' } : end);
    deps.onChange(id);
  }

  async function start(request: ImportRequest): Promise<void> {
    const { imageId: id, imageName } = request;
    await deps.startImport(id, request);
    sources.set(id, request);
    const project = deps.project();
    const started: TrackedImport = { id, imageName, project, state: { kind: 'waiting' } };
    publish([...imports.filter((tracked) => tracked.id !== id), started]);
    const userId = deps.owner();
    if (userId !== null) deps.records.save({ id, owner: userId, imageName, project, startedAt: Date.now() });
    deps.onChange(id);
    void poll(started);
  }

  async function retry(id: string, address: string | undefined): Promise<void> {
    const tracked = findImport(id);
    if (tracked === undefined) return;
    setState(id, { kind: 'asking' });
    const known = sources.get(id) ?? (await deps.fetchSource(id));
    const source = address === undefined ? known : { stores: known?.stores ?? [], address };
    if (source === null) return setState(id, { kind: 'needsAddress' });
    setState(id, { kind: 'waiting' });
    await start({ ...source, imageId: id, imageName: tracked.imageName }).catch((error: unknown) =>
      setState(id, { kind: 'refused', error }),
    );
  }

  async function remove(id: string): Promise<void> {
    setState(id, { kind: 'removing' });
    try {
      await deps.removeImage(id);
      forget(id);
      setState(id, { kind: 'removed' });
    } catch (error) {
      setState(id, { kind: 'notRemoved', error });
    }
    deps.onChange(id);
  }

  /** Tracks the user's recorded imports again after a reload, with a first poll at once. */
  function restore(): void {
    const records = owner === null ? [] : deps.records.findByOwner(owner);
    const restored = records
      .filter(({ id }) => findImport(id) === undefined)
      .map(({ id, imageName, project }): TrackedImport => ({ id, imageName, project, state: { kind: 'asking' } }));
    if (restored.length === 0) return;
    publish([...restored, ...imports]);
    for (const tracked of restored) void poll(tracked, skipFirst(deps.sleep));
  }

  return {
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    getSnapshot: () => imports,
    start,
    retry: (id, address) => void retry(id, address),
    remove: (id) => void remove(id),
    dismiss(id) {
      forget(id);
      publish(imports.filter((tracked) => tracked.id !== id));
    },
    syncSession() {
      const next = deps.owner();
      if (next !== owner) {
        sources.clear();
        polls.clear();
        if (imports.length > 0) publish([]);
      }
      owner = next;
      restore();
    },
    sourceOf: (id) => sources.get(id) ?? null,
  };
}

/** Returns a `sleep` that returns at once when it is called for the first time. */
function skipFirst(sleep: ImportManagerDeps['sleep']): ImportManagerDeps['sleep'] {
  let isFirst = true;
  return async (ms) => {
    if (!isFirst) await sleep(ms);
    isFirst = false;
  };
}
