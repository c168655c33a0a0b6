import { useEffect } from 'react';

/** Keeps the screen, and thereby the machine, awake while it is active and the browser supports the Screen Wake Lock API. */
export function useWakeLock(isActive: boolean): void {
  useEffect(() => {
    if (!isActive || !('wakeLock' in navigator)) return undefined;
    let sentinel: WakeLockSentinel | null = null;
    let isReleased = false;
    const request = async () => {
      // The browser releases the lock of a hidden page, and rejects a request if the battery is low.
      if (document.visibilityState !== 'visible') return;
      const granted = await navigator.wakeLock.request('screen').catch(() => null);
      if (isReleased) void granted?.release();
      else sentinel = granted;
    };
    const onVisibilityChange = () => void request();
    document.addEventListener('visibilitychange', onVisibilityChange);
    void request();
    return () => {
      isReleased = true;
      document.removeEventListener('visibilitychange', onVisibilityChange);
      void sentinel?.release();
    };
  }, [isActive]);
}
