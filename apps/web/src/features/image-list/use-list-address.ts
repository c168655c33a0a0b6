import { useEffect, useEffectEvent, useState } from 'react';
import { useLocation, useNavigate, useNavigationType } from 'react-router';
import { changeAddress, formatListAddress, type ListAddress, parseListAddress } from './list-address.ts';

/** Marks a navigation that only writes down what the list shows already. */
const written = { written: true } as const;

function isWritten(state: unknown): boolean {
  return typeof state === 'object' && state !== null && 'written' in state;
}

/** Typing is written down in its first pause, ms: the browser's history is slow, and limits how often it is written. */
const pauseMs = 200;

/**
 * What the list shows. A change takes effect at once and is written into the address behind it; going back, or a link
 * from elsewhere, is read from there. Typing replaces the entry in the history, everything else makes a new one, so that back leads to the view before.
 */
export function useListAddress(): readonly [ListAddress, (change: Partial<ListAddress>) => void] {
  const location = useLocation();
  const navigate = useNavigate();
  const navigation = useNavigationType();
  const [address, setAddress] = useState(() => parseListAddress(new URLSearchParams(location.search)));
  const [seen, setSeen] = useState(location.key);
  if (seen !== location.key) {
    setSeen(location.key);
    if (navigation === 'POP' || !isWritten(location.state)) {
      setAddress(parseListAddress(new URLSearchParams(location.search)));
    }
  }

  function write(next: ListAddress, replace: boolean): void {
    void navigate({ search: String(formatListAddress(next)) }, { replace, state: written });
  }
  const [typed, setTyped] = useState<ListAddress | null>(null);
  const writeTyped = useEffectEvent(write);
  useEffect(() => {
    if (typed === null) return undefined;
    const pause = setTimeout(() => writeTyped(typed, true), pauseMs);
    return () => clearTimeout(pause);
  }, [typed]);

  function change(part: Partial<ListAddress>): void {
    const next = changeAddress(address, part);
    const isTyping = (part.search ?? part.ranges) !== undefined && part.filters === undefined;
    setAddress(next);
    setTyped(isTyping ? next : null);
    if (!isTyping) write(next, false);
  }

  return [address, change];
}
