// @vitest-environment jsdom
import { cleanup, renderHook, waitFor } from '@testing-library/react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { useWakeLock } from './use-wake-lock.ts';

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

describe('useWakeLock', () => {
  it('holds the lock while it is active and requests it again when the page becomes visible', async () => {
    const release = vi.fn(async () => undefined);
    const request = vi.fn(async () => ({ release }));
    vi.stubGlobal('navigator', { wakeLock: { request } });
    const { rerender } = renderHook(({ isActive }) => useWakeLock(isActive), { initialProps: { isActive: false } });
    expect(request).not.toHaveBeenCalled();
    rerender({ isActive: true });
    await waitFor(() => expect(request).toHaveBeenCalledTimes(1));
    document.dispatchEvent(new Event('visibilitychange'));
    expect(request).toHaveBeenCalledTimes(2);
    await waitFor(() => expect(request).toHaveResolvedTimes(2));
    rerender({ isActive: false });
    expect(release).toHaveBeenCalled();
  });
});
