/** Pause, resume and wake, as the loop of a transfer waits for them. */
export interface Gate {
  /** Aborted by `pause`; a fresh one after `resume`. */
  signal(): AbortSignal;
  pause(): void;
  resume(): void;
  /** Ends every {@link Gate.rest}. */
  wake(): void;
  /** At once while open, else when resumed. */
  open(): Promise<void>;
  /** Waits so many milliseconds (`null`: for ever), or until woken or paused. */
  rest(ms: number | null): Promise<void>;
}

export function createGate(): Gate {
  let control = new AbortController();
  let reopened = Promise.withResolvers<void>();
  reopened.resolve();
  let wakers: (() => void)[] = [];

  const wake = () => {
    for (const waker of wakers) waker();
    wakers = [];
  };
  return {
    signal: () => control.signal,
    pause() {
      if (control.signal.aborted) return;
      reopened = Promise.withResolvers<void>();
      control.abort();
      wake();
    },
    resume() {
      if (!control.signal.aborted) return;
      control = new AbortController();
      reopened.resolve();
    },
    wake,
    open: () => reopened.promise,
    rest: (ms) =>
      new Promise((resolve) => {
        const timer = ms === null ? undefined : setTimeout(resolve, ms);
        wakers.push(() => {
          clearTimeout(timer);
          resolve();
        });
      }),
  };
}
