// @vitest-environment jsdom
import { act, cleanup, renderHook, waitFor } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { useNotices } from './use-notices.ts';
import { useWakeLock } from './use-wake-lock.ts';

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
  localStorage.clear();
});

describe('notices', () => {
  const posted: string[] = [];
  /** A browser in which the person answers so. */
  function browserThat(permission: NotificationPermission, answer: NotificationPermission = permission): void {
    class Fake {
      static permission = permission;
      static requestPermission = async () => {
        Fake.permission = answer;
        return answer;
      };
      constructor(text: string) {
        posted.push(text);
      }
    }
    vi.stubGlobal('Notification', Fake);
  }
  beforeEach(() => posted.splice(0));

  it('are off until somebody turns them on and the browser agrees, and stay on', async () => {
    browserThat('default', 'granted');
    const { result } = renderHook(useNotices);
    expect(result.current).toMatchObject({ offered: true, on: false });
    result.current.post('unheard');
    await act(() => result.current.turn(true));
    result.current.post('web is uploaded');
    expect(posted).toEqual(['web is uploaded']);
    expect(renderHook(useNotices).result.current.on).toBe(true);
    await act(() => result.current.turn(false));
    expect(renderHook(useNotices).result.current.on).toBe(false);
  });

  it('are silent where the browser lets no page post them', async () => {
    browserThat('granted');
    class Barred extends Notification {
      constructor(text: string) {
        super(text);
        throw new TypeError('Illegal constructor');
      }
    }
    vi.stubGlobal('Notification', Barred);
    const { result } = renderHook(useNotices);
    await act(() => result.current.turn(true));
    expect(() => result.current.post('web is uploaded')).not.toThrow();
  });

  it('are no longer offered where the person has said never', async () => {
    browserThat('default', 'denied');
    const { result } = renderHook(useNotices);
    await act(() => result.current.turn(true));
    expect(result.current).toMatchObject({ offered: false, on: false });
  });
});

describe('the wake lock', () => {
  it('is held while it is wanted, and asked for again when the page comes back into sight', async () => {
    const release = vi.fn(async () => undefined);
    const request = vi.fn(async () => ({ release }));
    vi.stubGlobal('navigator', { wakeLock: { request } });
    const { rerender } = renderHook(({ on }) => useWakeLock(on), { initialProps: { on: false } });
    expect(request).not.toHaveBeenCalled();
    rerender({ on: true });
    await waitFor(() => expect(request).toHaveBeenCalledTimes(1));
    document.dispatchEvent(new Event('visibilitychange'));
    expect(request).toHaveBeenCalledTimes(2);
    await waitFor(() => expect(request).toHaveResolvedTimes(2));
    rerender({ on: false });
    expect(release).toHaveBeenCalled();
  });
});
