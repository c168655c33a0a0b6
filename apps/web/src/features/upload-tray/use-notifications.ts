import { useCallback, useState } from 'react';

const STORAGE_KEY = 'console.uploads.notify';

export interface Notifications {
  /** Whether the browser supports notifications and the user has not denied them. */
  readonly isOffered: boolean;
  readonly isEnabled: boolean;
  /** Asks the user for permission if necessary. Browsers allow that only after a click. */
  readonly setEnabled: (isEnabled: boolean) => Promise<void>;
  readonly post: (text: string) => void;
}

/** Posts notifications of the operating system if the user has enabled them in this browser. */
export function useNotifications(): Notifications {
  const isSupported = 'Notification' in window;
  const [isEnabled, setIsEnabled] = useState(
    () => isSupported && Notification.permission === 'granted' && localStorage.getItem(STORAGE_KEY) === 'on',
  );
  const [isDenied, setIsDenied] = useState(() => isSupported && Notification.permission === 'denied');
  const setEnabled = useCallback(async (shouldEnable: boolean) => {
    const permission = shouldEnable ? await Notification.requestPermission() : 'default';
    setIsDenied(permission === 'denied');
    const willBeEnabled = shouldEnable && permission === 'granted';
    localStorage.setItem(STORAGE_KEY, willBeEnabled ? 'on' : 'off');
    setIsEnabled(willBeEnabled);
  }, []);
  const post = useCallback(
    (text: string) => {
      if (!isEnabled) return;
      try {
        new Notification(text);
      } catch {
        // Chrome on Android throws here, because it allows only service workers to post notifications.
      }
    },
    [isEnabled],
  );
  return { isOffered: isSupported && !isDenied, isEnabled, setEnabled, post };
}
