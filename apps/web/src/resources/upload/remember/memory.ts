import type { KeptUpload, Memory } from './record.ts';
import type { Sign } from './sign.ts';

const DATABASE = 'console-uploads';
const STORE = 'uploads';
/** After so long nobody comes back for an upload. */
const FORGOTTEN_MS = 30 * 24 * 3600 * 1000;

/**
 * The browser's own database; remembers nothing where it has none for us. What is a month old goes when it is opened,
 * whoever's it is.
 * @param sign is up while anything lies in it
 */
export function openMemory(factory: IDBFactory | undefined, sign: Pick<Sign, 'put'>): Memory {
  const opening = factory === undefined ? Promise.reject(new Error('no database')) : open(factory);
  opening.catch(() => undefined);
  const run = async <T>(mode: IDBTransactionMode, ask: (store: IDBObjectStore) => IDBRequest<T>): Promise<T> =>
    settled(ask((await opening).transaction(STORE, mode).objectStore(STORE)));
  const putSign = async () => sign.put((await run('readonly', (store) => store.count()).catch(() => 0)) > 0);
  const forgetOld = async () => {
    const kept = (await run('readonly', (store) => store.getAll())) as KeptUpload[];
    const old = kept.filter(({ startedAt }) => startedAt < Date.now() - FORGOTTEN_MS);
    await Promise.all(old.map(({ id }) => run('readwrite', (store) => store.delete(id))));
    if (old.length > 0) await putSign();
  };
  const cleaned = forgetOld().catch(() => undefined);
  return {
    all: async (owner) => {
      await cleaned;
      const found = await run('readonly', (store) => store.index('owner').getAll(owner)).catch(() => []);
      return (found as KeptUpload[]).toSorted((one, other) => one.startedAt - other.startedAt);
    },
    put: async (upload) => {
      const put = (one: KeptUpload) => run('readwrite', (store) => store.put(one));
      // A private window keeps no handle: the file is chosen again then.
      const isKept = await put(upload)
        .catch(() => put({ ...upload, handle: null }))
        .then(...yesOrNo);
      if (isKept) sign.put(true);
    },
    remove: async (id) => {
      await run('readwrite', (store) => store.delete(id)).catch(() => undefined);
      await putSign();
    },
  };
}

const yesOrNo = [() => true, () => false] as const;

function open(factory: IDBFactory): Promise<IDBDatabase> {
  const request = factory.open(DATABASE, 1);
  request.onupgradeneeded = () => {
    request.result.createObjectStore(STORE, { keyPath: 'id' }).createIndex('owner', 'owner');
  };
  return settled(request);
}

function settled<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}
