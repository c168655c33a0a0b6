import type { KeptUpload, Memory } from './remember/record.ts';
import type { Tabs } from './remember/tabs.ts';
import type { UploadDeps } from './uploads.ts';

/** A memory that forgets with the test. */
export function memoryOf(...kept: readonly KeptUpload[]): Memory & { readonly kept: Map<string, KeptUpload> } {
  const map = new Map(kept.map((upload) => [upload.id, upload]));
  return {
    kept: map,
    all: async (owner) => [...map.values()].filter((upload) => upload.owner === owner),
    put: async (upload) => void map.set(upload.id, upload),
    remove: async (id) => void map.delete(id),
  };
}

/** The tabs of one browser, as far as a test has some; each call of the answer is another tab. */
export function browserOfTabs(): () => Tabs {
  const held = new Map<string, { readonly over: Promise<void> }>();
  const listeners: (() => void)[] = [];
  return () => {
    let own: (() => void) | null = null;
    return {
      async take(id) {
        if (held.has(id)) return null;
        const { promise, resolve } = Promise.withResolvers<void>();
        held.set(id, { over: promise });
        return () => {
          held.delete(id);
          resolve();
        };
      },
      isFree: async (id) => !held.has(id),
      whenFree: async (id) => held.get(id)?.over,
      tell() {
        for (const listener of listeners) if (listener !== own) listener();
      },
      onTold(listener) {
        own = listener;
        listeners.push(listener);
      },
    };
  };
}

/** Surroundings in which nothing happens; a test says what matters to it. */
export function quietDeps(changes: Partial<UploadDeps> = {}): UploadDeps {
  return {
    csrfToken: () => 'csrf',
    owner: () => 'u',
    project: () => ({ id: 'p', name: 'dev' }),
    fetch: async () => new Response(null, { status: 204 }),
    prepareTransfer() {},
    startTransfer: () => ({ pause() {}, resume() {}, wake() {}, stop() {} }),
    hashFile: async () => ({ sha256: 'edge' }),
    sliceBytes: 1024,
    parallel: 3,
    hash: 'none',
    memory: memoryOf(),
    tabs: browserOfTabs()(),
    habits: { parallel: () => null, setParallel() {}, rate: () => null, setRate() {} },
    removeImage: async () => undefined,
    imageState: async () => ({ status: 'queued', size: null, hash: null }),
    startImport: async () => undefined,
    followImport: async () => ({ kind: 'active' }),
    onChange: () => undefined,
    onSessionGone: () => undefined,
    now: () => 0,
    sleep: async () => undefined,
    window: { addEventListener() {}, removeEventListener() {} },
    ...changes,
  };
}
