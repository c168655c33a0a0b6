import { useCallback, useState } from 'react';

const KEY = 'console.uploads.notify';

export interface Notices {
  /** The browser knows such a thing, and has not been told never to. */
  readonly offered: boolean;
  readonly on: boolean;
  /** Asks the person where need be: only after a click. */
  readonly turn: (on: boolean) => Promise<void>;
  readonly post: (text: string) => void;
}

/** The system's notifications when something ends, for who has asked for them in this browser. */
export function useNotices(): Notices {
  const known = 'Notification' in window;
  const [on, setOn] = useState(
    () => known && Notification.permission === 'granted' && localStorage.getItem(KEY) === 'on',
  );
  const [denied, setDenied] = useState(() => known && Notification.permission === 'denied');
  const turn = useCallback(async (wanted: boolean) => {
    const leave = wanted ? await Notification.requestPermission() : 'default';
    setDenied(leave === 'denied');
    const isOn = wanted && leave === 'granted';
    localStorage.setItem(KEY, isOn ? 'on' : 'off');
    setOn(isOn);
  }, []);
  const post = useCallback(
    (text: string) => {
      if (!on) return;
      try {
        new Notification(text);
      } catch {
        // Browsers of phones know the word, but let only a service worker post.
      }
    },
    [on],
  );
  return { offered: known && !denied, on, turn, post };
}
