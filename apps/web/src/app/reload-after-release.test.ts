import { describe, expect, it, vi } from 'vitest';
import { type ReloadDeps, reloadAfterRelease } from './reload-after-release.ts';

function createPage(changes: Partial<ReloadDeps> = {}) {
  const window = new EventTarget();
  const stored = new Map<string, string>();
  const reload = vi.fn();
  const clock = { now: 1_800_000_000_000 };
  reloadAfterRelease({
    window,
    storage: { getItem: (key) => stored.get(key) ?? null, setItem: (key, value) => void stored.set(key, value) },
    now: () => clock.now,
    isDialogOpen: () => false,
    isBffReachable: async () => true,
    reload,
    ...changes,
  });
  const loseChunk = async () => {
    window.dispatchEvent(new Event('vite:preloadError'));
    await new Promise((resolve) => setTimeout(resolve));
  };
  return { window, reload, clock, loseChunk };
}

describe('reloadAfterRelease', () => {
  it('reloads the page when a file of its code is missing', async () => {
    const { reload, loseChunk } = createPage();
    await loseChunk();
    expect(reload).toHaveBeenCalledOnce();
  });

  it('does not reload while a dialog is open', async () => {
    const { reload, loseChunk } = createPage({ isDialogOpen: () => true });
    await loseChunk();
    expect(reload).not.toHaveBeenCalled();
  });

  it('does not reload again within a minute', async () => {
    const { reload, clock, loseChunk } = createPage();
    await loseChunk();
    clock.now += 59_000;
    await loseChunk();
    expect(reload).toHaveBeenCalledOnce();
    clock.now += 2_000;
    await loseChunk();
    expect(reload).toHaveBeenCalledTimes(2);
  });

  it('does not reload while a form or an upload prevents unloading', async () => {
    const { window, reload, loseChunk } = createPage();
    window.addEventListener('beforeunload', (event) => event.preventDefault());
    await loseChunk();
    expect(reload).not.toHaveBeenCalled();
  });

  it('does not reload while the BFF is unreachable', async () => {
    const { reload, loseChunk } = createPage({ isBffReachable: async () => false });
    await loseChunk();
    expect(reload).not.toHaveBeenCalled();
  });
});
