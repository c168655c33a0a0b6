import { followImport } from './follow-import.ts';
import type { ImportCourse, ImportFailure, ImportStep } from './import-course.ts';
import type { WebImport } from './import-request.ts';

export type ImportState =
  | ImportStep
  /** `missingStores` did not get a copy. */
  | { readonly kind: 'done'; readonly missingStores: readonly string[] }
  | { readonly kind: 'failed'; readonly failure: ImportFailure }
  /** The cloud did not take on another try. */
  | { readonly kind: 'refused'; readonly error: unknown }
  | { readonly kind: 'removing' }
  /** The image is no more: cleaned up here, or deleted elsewhere. */
  | { readonly kind: 'removed' }
  | { readonly kind: 'notRemoved'; readonly error: unknown };

/** A file that the cloud fetches for an image, as it is shown while people work elsewhere. */
export interface ImportTask {
  /** The image's id. */
  readonly id: string;
  readonly imageName: string;
  /** Id of the project it was asked for in; from another one nothing can be done with the image. */
  readonly project: string | null;
  readonly state: ImportState;
}

export interface ImportRequest extends WebImport {
  readonly imageId: string;
  readonly imageName: string;
}

export interface ImportDeps {
  /** @throws RequestError where the cloud does not take it on */
  readonly startImport: (imageId: string, source: WebImport) => Promise<void>;
  /** Where it stands; `null` where nobody could be asked. */
  readonly look: (imageId: string) => Promise<ImportCourse | null>;
  /** Whose images the session sees now. A look from elsewhere would find nothing and prove nothing. */
  readonly project: () => string | null;
  /** Deletes an image; resolves also where it is gone already. */
  readonly removeImage: (imageId: string) => Promise<void>;
  /** The image has changed in the cloud: whoever shows it should look again. */
  readonly onChange: (imageId: string) => void;
  readonly sleep: (ms: number) => Promise<void>;
}

export interface ImportActions {
  /** Has the cloud fetch a file for a queued image, and follows that. @throws RequestError where the cloud refuses */
  start(request: ImportRequest): Promise<void>;
  /** After a failure: the same address for the same image. */
  retry(id: string): void;
  /** Deletes the image, whatever its import is doing. */
  remove(id: string): void;
  /** Puts away a task that has ended. */
  dismiss(id: string): void;
  /** Forgets everything, addresses too; for when somebody else may sit down. */
  forget(): void;
  /** What an image was to be made from, where it was asked for here. */
  sourceOf(id: string): WebImport | null;
}

export interface Imports extends ImportActions {
  subscribe(listener: () => void): () => void;
  /** All tasks, oldest first; the same list until something changes. */
  getSnapshot(): readonly ImportTask[];
}

const steps: ReadonlySet<string> = new Set<ImportStep['kind']>(['waiting', 'fetching', 'storing']);

function isStep(state: ImportState | undefined): boolean {
  return state !== undefined && steps.has(state.kind);
}

/** Something still happens by itself. */
export function isImporting({ state }: ImportTask): boolean {
  return isStep(state) || state.kind === 'removing';
}

/** Follows imports outside of every page. The addresses live here and nowhere else. */
export function createImports(deps: ImportDeps): Imports {
  let tasks: readonly ImportTask[] = [];
  /** What was asked last for an image; a follower whose request is no longer the last has nothing more to say. */
  const requests = new Map<string, ImportRequest>();
  const listeners = new Set<() => void>();

  const publish = (next: readonly ImportTask[]) => {
    tasks = next;
    for (const listener of listeners) listener();
  };
  const stateOf = (id: string) => tasks.find((task) => task.id === id)?.state;
  const put = (id: string, state: ImportState) =>
    publish(tasks.map((task) => (task.id === id ? { ...task, state } : task)));

  async function follow(request: ImportRequest): Promise<void> {
    const { imageId: id } = request;
    const project = deps.project();
    const isCurrent = () => requests.get(id) === request;
    const end = await followImport({
      look: async () => {
        if (!isCurrent()) return { kind: 'gone' };
        return deps.project() === project ? deps.look(id) : null;
      },
      sleep: deps.sleep,
      onStep: (step) => {
        if (isCurrent() && isStep(stateOf(id))) put(id, step);
      },
    });
    if (!isCurrent() || stateOf(id)?.kind === 'removing') return;
    if (end.kind === 'active') put(id, { kind: 'done', missingStores: end.missingStores });
    else put(id, end.kind === 'gone' ? { kind: 'removed' } : end);
    deps.onChange(id);
  }

  async function start(request: ImportRequest): Promise<void> {
    const { imageId: id, imageName } = request;
    await deps.startImport(id, request);
    requests.set(id, request);
    publish([
      ...tasks.filter((task) => task.id !== id),
      { id, imageName, project: deps.project(), state: { kind: 'waiting' } },
    ]);
    deps.onChange(id);
    void follow(request);
  }

  async function retry(id: string): Promise<void> {
    const request = requests.get(id);
    if (request === undefined) return;
    put(id, { kind: 'waiting' });
    // A new object: the follower of the first try has nothing to say of the second.
    await start({ ...request }).catch((error: unknown) => put(id, { kind: 'refused', error }));
  }

  async function remove(id: string): Promise<void> {
    put(id, { kind: 'removing' });
    try {
      await deps.removeImage(id);
      requests.delete(id);
      put(id, { kind: 'removed' });
    } catch (error) {
      put(id, { kind: 'notRemoved', error });
    }
    deps.onChange(id);
  }

  return {
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    getSnapshot: () => tasks,
    start,
    retry: (id) => void retry(id),
    remove: (id) => void remove(id),
    dismiss(id) {
      requests.delete(id);
      publish(tasks.filter((task) => task.id !== id));
    },
    forget() {
      requests.clear();
      if (tasks.length > 0) publish([]);
    },
    sourceOf: (id) => requests.get(id) ?? null,
  };
}
