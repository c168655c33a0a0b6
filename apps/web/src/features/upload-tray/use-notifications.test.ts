// @vitest-environment jsdom
import { act, cleanup, renderHook } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { useNotifications } from './use-notifications.ts';

const posted: string[] = [];
beforeEach(() => posted.splice(0));
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
  localStorage.clear();
});

/** Installs a `Notification` with this permission, which changes to `answer` when the page requests it. */
function stubNotification(permission: NotificationPermission, answer: NotificationPermission = permission): void {
  class FakeNotification {
    static permission = permission;
    static requestPermission = async () => {
      FakeNotification.permission = answer;
      return answer;
    };
    constructor(text: string) {
      posted.push(text);
    }
  }
  vi.stubGlobal('Notification', FakeNotification);
}

describe('useNotifications', () => {
  it('posts only after the user has enabled them and the browser agrees, and remembers the choice', async () => {
    stubNotification('default', 'granted');
    const { result } = renderHook(useNotifications);
    expect(result.current).toMatchObject({ isOffered: true, isEnabled: false });
    result.current.post('not posted');
    await act(() => result.current.setEnabled(true));
    result.current.post('web is uploaded');
    expect(posted).toEqual(['web is uploaded']);
    expect(renderHook(useNotifications).result.current.isEnabled).toBe(true);
    await act(() => result.current.setEnabled(false));
    expect(renderHook(useNotifications).result.current.isEnabled).toBe(false);
  });

  it('ignores a browser that throws because it allows no page to post', async () => {
    stubNotification('granted');
    class ThrowingNotification extends Notification {
      constructor(text: string) {
        super(text);
        throw new TypeError('Illegal constructor');
      }
    }
    vi.stubGlobal('Notification', ThrowingNotification);
    const { result } = renderHook(useNotifications);
    await act(() => result.current.setEnabled(true));
    expect(() => result.current.post('web is uploaded')).not.toThrow();
  });

  it('stops offering them when the user denies the permission', async () => {
    stubNotification('default', 'denied');
    const { result } = renderHook(useNotifications);
    await act(() => result.current.setEnabled(true));
    expect(result.current).toMatchObject({ isOffered: false, isEnabled: false });
  });
});
