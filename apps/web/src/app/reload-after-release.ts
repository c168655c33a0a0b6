const storageKey = 'console.reloadedAt';

/** Shortest time between two automatic reloads, in ms. If a file is still missing after a reload, another reload does not help. */
const minIntervalMs = 60_000;

export interface ReloadDeps {
  readonly window: EventTarget;
  readonly storage: Pick<Storage, 'getItem' | 'setItem'>;
  readonly now: () => number;
  /** Whether a dialog is open, which may hold what the user has typed. */
  readonly isDialogOpen: () => boolean;
  /** Whether the BFF answers. While it does not, a reload would replace the page by the browser's error page. */
  readonly isBffReachable: () => Promise<boolean>;
  readonly reload: () => void;
}

/**
 * Reloads the page when a file of its code is gone, as it is after a release: Vite names files after their content and
 * dispatches `vite:preloadError` when a dynamic import fails. A page with unsaved input or a running upload is left alone;
 * its error boundary offers the reload as a button.
 */
export function reloadAfterRelease(deps: ReloadDeps): void {
  deps.window.addEventListener('vite:preloadError', () => void reloadOnce(deps));
}

async function reloadOnce(deps: ReloadDeps): Promise<void> {
  const { window, storage, now, isDialogOpen, isBffReachable, reload } = deps;
  if (now() - Number(storage.getItem(storageKey) ?? 0) < minIntervalMs) return;
  if (isDialogOpen() || hasUnsavedWork(window)) return;
  if (!(await isBffReachable())) return;
  storage.setItem(storageKey, String(now()));
  reload();
}

/** Forms and uploads prevent `beforeunload` while they have something to lose. */
function hasUnsavedWork(window: EventTarget): boolean {
  return !window.dispatchEvent(new Event('beforeunload', { cancelable: true }));
}
