/** An upload runs in one tab only; the others know of it. */
export interface Tabs {
  /** Takes an upload for this tab until the answer is called; `null` = another tab has it. */
  take(id: string): Promise<(() => void) | null>;
  isFree(id: string): Promise<boolean>;
  /** Resolves when the tab that has it lets go, or is closed. */
  whenFree(id: string): Promise<void>;
  /** Tells the other tabs that what is remembered has changed. */
  tell(): void;
  /** Called when another tab tells so. */
  onTold(listener: () => void): void;
}

const nameOf = (id: string) => `console-upload-${id}`;

/** Over the browser's locks; where a browser has none (plain http), every tab is alone and the BFF lets the last one win. */
export function createTabs(locks: LockManager | undefined, channel: BroadcastChannel): Tabs {
  const tell = () => channel.postMessage('changed');
  const onTold = (listener: () => void) => {
    channel.onmessage = listener;
  };
  if (locks === undefined) {
    return { take: async () => () => undefined, isFree: async () => true, whenFree: never, tell, onTold };
  }
  return {
    take: (id) =>
      new Promise((resolve) => {
        void locks.request(nameOf(id), { ifAvailable: true }, (lock) => {
          if (lock === null) return resolve(null);
          return new Promise<void>((release) => resolve(() => release()));
        });
      }),
    isFree: async (id) => {
      const { held = [] } = await locks.query();
      return !held.some(({ name }) => name === nameOf(id));
    },
    whenFree: (id) => locks.request(nameOf(id), { mode: 'shared' }, () => undefined),
    tell,
    onTold,
  };
}

function never(): Promise<void> {
  return new Promise(() => undefined);
}
