import type { ImportSource } from './import-api.ts';
import type { ImportEnd, ImportFailure, ImportProgress, ImportStep } from './import-progress.ts';
import type { ImportProject, ImportRecords } from './import-records.ts';
import { pollImport } from './poll-import.ts';

export type ImportState =
  | ImportStep
  /** From before the page was loaded again, and not looked at yet. */
  | { readonly kind: 'asking' }
  /** `missingStores` did not get a copy. */
  | { readonly kind: 'done'; readonly missingStores: readonly string[] }
  | { readonly kind: 'failed'; readonly failure: ImportFailure }
  /** Another try needs the address, which neither this page nor the cloud's task remembers. */
  | { readonly kind: 'needsAddress' }
  /** The cloud did not take on another try. */
  | { readonly kind: 'refused'; readonly error: unknown }
  | { readonly kind: 'removing' }
  /** The image is no more: cleaned up here, or deleted elsewhere. */
  | { readonly kind: 'removed' }
  | { readonly kind: 'notRemoved'; readonly error: unknown };

/** A file that the cloud fetches for an image, as it is shown while people work elsewhere. */
export interface TrackedImport {
  /** The image's id. */
  readonly id: string;
  readonly imageName: string;
  /** Where it was asked for; from another project nothing can be done with the image. */
  readonly project: ImportProject | null;
  readonly state: ImportState;
}

export interface ImportRequest extends ImportSource {
  readonly imageId: string;
  readonly imageName: string;
}

export interface ImportManagerDeps {
  /** @throws RequestError where the cloud does not take it on */
  readonly startImport: (imageId: string, source: ImportSource) => Promise<void>;
  /** Where it stands; `null` where nobody could be asked. */
  readonly fetchProgress: (imageId: string) => Promise<ImportProgress | null>;
  /** What the cloud's own task was asked to fetch; `null` where it does not tell. Never rejects. */
  readonly fetchSource: (imageId: string) => Promise<ImportSource | null>;
  /** Id of the user at the moment; `null` = nobody. */
  readonly owner: () => string | null;
  /** Whose images the session sees now. A look from elsewhere would find nothing and prove nothing. */
  readonly project: () => ImportProject | null;
  readonly records: ImportRecords;
  /** Deletes an image; resolves also where it is gone already. */
  readonly removeImage: (imageId: string) => Promise<void>;
  /** The image has changed in the cloud: whoever shows it should look again. */
  readonly onChange: (imageId: string) => void;
  readonly sleep: (ms: number) => Promise<void>;
}

export interface ImportActions {
  /** Has the cloud fetch a file for a queued image, and follows that. @throws RequestError where the cloud refuses */
  start(request: ImportRequest): Promise<void>;
  /** After a failure: the same image from the address given, or else from the one it was to be made from. */
  retry(id: string, address?: string): void;
  /** Deletes the image, whatever its import is doing. */
  remove(id: string): void;
  /** Puts away a task that has ended. */
  dismiss(id: string): void;
  /** The session has changed: shows its owner's imports and nobody else's; the addresses of others are forgotten. */
  syncSession(): void;
  /** What an image was to be made from, where it was asked for here. */
  sourceOf(id: string): ImportSource | null;
}

export interface ImportManager extends ImportActions {
  subscribe(listener: () => void): () => void;
  /** All tasks, oldest first; the same list until something changes. */
  getSnapshot(): readonly TrackedImport[];
}

const steps: ReadonlySet<string> = new Set<ImportState['kind']>(['asking', 'waiting', 'fetching', 'storing']);

function isStep(state: ImportState | undefined): boolean {
  return state !== undefined && steps.has(state.kind);
}

/** Something still happens by itself. */
export function isImporting({ state }: TrackedImport): boolean {
  return isStep(state) || state.kind === 'removing';
}

/** Follows imports outside of every page. The addresses live here and nowhere else. */
export function createImportManager(deps: ImportManagerDeps): ImportManager {
  let tasks: readonly TrackedImport[] = [];
  let owner: string | null = null;
  /** What was asked for an image by this page. */
  const sources = new Map<string, ImportSource>();
  /** Who follows an image; another one that follows it has nothing more to say. */
  const followers = new Map<string, symbol>();
  const listeners = new Set<() => void>();

  const publish = (next: readonly TrackedImport[]) => {
    tasks = next;
    for (const listener of listeners) listener();
  };
  const taskOf = (id: string) => tasks.find((task) => task.id === id);
  const put = (id: string, state: ImportState) =>
    publish(tasks.map((task) => (task.id === id ? { ...task, state } : task)));
  const forget = (id: string) => {
    sources.delete(id);
    followers.delete(id);
    deps.records.remove(id);
  };

  async function follow({ id, project }: TrackedImport, sleep: ImportManagerDeps['sleep'] = deps.sleep): Promise<void> {
    const self = Symbol(id);
    followers.set(id, self);
    const isCurrent = () => followers.get(id) === self;
    const end = await pollImport({
      fetchProgress: async () => {
        if (!isCurrent()) return { kind: 'gone' };
        return deps.project()?.id === project?.id ? deps.fetchProgress(id) : null;
      },
      sleep,
      onStep: (step) => {
        if (isCurrent() && isStep(taskOf(id)?.state)) put(id, step);
      },
    });
    if (isCurrent() && taskOf(id)?.state.kind !== 'removing') close(id, end);
  }

  function close(id: string, end: ImportEnd): void {
    if (end.kind !== 'failed') forget(id);
    if (end.kind === 'active') put(id, { kind: 'done', missingStores: end.missingStores });
    else put(id, end.kind === 'gone' ? { kind: 'removed' } : end);
    deps.onChange(id);
  }

  async function start(request: ImportRequest): Promise<void> {
    const { imageId: id, imageName } = request;
    await deps.startImport(id, request);
    sources.set(id, request);
    const project = deps.project();
    const task: TrackedImport = { id, imageName, project, state: { kind: 'waiting' } };
    publish([...tasks.filter((other) => other.id !== id), task]);
    const by = deps.owner();
    if (by !== null) deps.records.save({ id, owner: by, imageName, project, startedAt: Date.now() });
    deps.onChange(id);
    void follow(task);
  }

  async function retry(id: string, address: string | undefined): Promise<void> {
    const task = taskOf(id);
    if (task === undefined) return;
    put(id, { kind: 'asking' });
    const known = sources.get(id) ?? (await deps.fetchSource(id));
    const source = address === undefined ? known : { stores: known?.stores ?? [], address };
    if (source === null) return put(id, { kind: 'needsAddress' });
    put(id, { kind: 'waiting' });
    await start({ ...source, imageId: id, imageName: task.imageName }).catch((error: unknown) =>
      put(id, { kind: 'refused', error }),
    );
  }

  async function remove(id: string): Promise<void> {
    put(id, { kind: 'removing' });
    try {
      await deps.removeImage(id);
      forget(id);
      put(id, { kind: 'removed' });
    } catch (error) {
      put(id, { kind: 'notRemoved', error });
    }
    deps.onChange(id);
  }

  /** Those from before the page was loaded again: the cloud tells how they stand. */
  function restore(): void {
    const kept = owner === null ? [] : deps.records.findByOwner(owner);
    const missed = kept.filter(({ id }) => taskOf(id) === undefined);
    if (missed.length === 0) return;
    const back = missed.map(
      ({ id, imageName, project }): TrackedImport => ({ id, imageName, project, state: { kind: 'asking' } }),
    );
    publish([...back, ...tasks]);
    for (const task of back) void follow(task, atOnce(deps.sleep));
  }

  return {
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    getSnapshot: () => tasks,
    start,
    retry: (id, address) => void retry(id, address),
    remove: (id) => void remove(id),
    dismiss(id) {
      forget(id);
      publish(tasks.filter((task) => task.id !== id));
    },
    syncSession() {
      const next = deps.owner();
      if (next !== owner) {
        sources.clear();
        followers.clear();
        if (tasks.length > 0) publish([]);
      }
      owner = next;
      restore();
    },
    sourceOf: (id) => sources.get(id) ?? null,
  };
}

/** The first look is at once: somebody waits to hear how it stands. */
function atOnce(sleep: ImportManagerDeps['sleep']): ImportManagerDeps['sleep'] {
  let isFirst = true;
  return async (ms) => {
    if (!isFirst) await sleep(ms);
    isFirst = false;
  };
}
