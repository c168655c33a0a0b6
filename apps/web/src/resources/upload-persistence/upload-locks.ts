/** Makes sure that an upload runs in one tab only, and announces changes of the records to the other tabs. */
export interface UploadLocks {
  /** Locks an upload for this tab; resolves to its release, or to `null` while another tab holds the lock. */
  acquire(id: string): Promise<(() => void) | null>;
  isFree(id: string): Promise<boolean>;
  /** Resolves when the tab that holds the lock releases it or is closed. */
  whenFree(id: string): Promise<void>;
  /** Announces to the other tabs that the records have changed. */
  announce(): void;
  /** Calls back when another tab announces a change. */
  onAnnouncement(listener: () => void): void;
}

const lockName = (id: string) => `console-upload-${id}`;

/**
 * Uses the Web Locks API. A page that was not served over HTTPS has none: every tab may run every upload there, and the
 * BFF serves the tab that asks last.
 */
export function createUploadLocks(locks: LockManager | undefined, channel: BroadcastChannel): UploadLocks {
  const announce = () => channel.postMessage('changed');
  const onAnnouncement = (listener: () => void) => {
    channel.onmessage = listener;
  };
  if (locks === undefined) {
    const never = () => new Promise<void>(() => undefined);
    return {
      acquire: async () => () => undefined,
      isFree: async () => true,
      whenFree: never,
      announce,
      onAnnouncement,
    };
  }
  return {
    acquire: (id) =>
      new Promise((resolve) => {
        void locks.request(lockName(id), { ifAvailable: true }, (lock) => {
          if (lock === null) return resolve(null);
          return new Promise<void>((release) => resolve(() => release()));
        });
      }),
    isFree: async (id) => {
      const { held = [] } = await locks.query();
      return !held.some(({ name }) => name === lockName(id));
    },
    whenFree: (id) => locks.request(lockName(id), { mode: 'shared' }, () => undefined),
    announce,
    onAnnouncement,
  };
}
