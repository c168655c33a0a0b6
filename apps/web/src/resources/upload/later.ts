import type { Habits } from './habits.ts';
import type { Parallel } from './queue.ts';
import type { Sign } from './remember/sign.ts';
import type { UploadTask } from './task.ts';
import type { Uploads } from './uploads.ts';

/** What is known without the code. */
interface Before {
  readonly habits: Pick<Habits, 'parallel' | 'rate'>;
  readonly sign: Pick<Sign, 'isUp' | 'onUp'>;
  /** Uploads at a time unless somebody has chosen otherwise. */
  readonly parallel: Parallel;
}

const none: readonly UploadTask[] = [];

/**
 * Uploads whose code comes when there is something to upload, or to remember. What is asked before waits for it; whoever
 * needs to know that it is there asks {@link Uploads.ready} first.
 */
export function uploadsLater({ habits, sign, ...before }: Before, load: () => Promise<Uploads>): Uploads {
  let uploads: Uploads | null = null;
  let loading: Promise<Uploads> | null = null;
  const listeners = new Set<() => void>();
  const tell = () => {
    for (const listener of listeners) listener();
  };
  const loaded = (): Promise<Uploads> => {
    loading ??= load().then(
      (found) => {
        uploads = found;
        found.subscribe(tell);
        tell();
        return found;
      },
      (error: unknown) => {
        // The next one who asks may have more luck.
        loading = null;
        throw error;
      },
    );
    return loading;
  };
  const later = (act: (found: Uploads) => void) => {
    if (uploads !== null) act(uploads);
    else void loaded().then(act, () => undefined);
  };
  /** Where there is no code there are no uploads of this tab. */
  const follow = () => {
    if (uploads !== null || sign.isUp()) later((found) => found.follow());
  };
  sign.onUp(follow);
  return {
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    getSnapshot: () => uploads?.getSnapshot() ?? none,
    getParallel: () => uploads?.getParallel() ?? habits.parallel() ?? before.parallel,
    start: (request) => later((found) => found.start(request)),
    pause: (id) => later((found) => found.pause(id)),
    resume: (id) => later((found) => found.resume(id)),
    cancel: (id) => later((found) => found.cancel(id)),
    retry: (id) => later((found) => found.retry(id)),
    dismiss: (id) => later((found) => found.dismiss(id)),
    giveFile: async (id, file, handle) => (await loaded()).giveFile(id, file, handle),
    reopenFile: async (id) => (await loaded()).reopenFile(id),
    move: (id, direction) => later((found) => found.move(id, direction)),
    setParallel: (next) => later((found) => found.setParallel(next)),
    formOf: (id) => uploads?.formOf(id) ?? null,
    lastRate: () => uploads?.lastRate() ?? habits.rate(),
    wake: () => uploads?.wake(),
    follow,
    ready: async () => (await loaded()).ready(),
  };
}
