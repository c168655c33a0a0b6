import type { UseMutateFunction } from '@tanstack/react-query';
import { useCallback, useRef } from 'react';

/**
 * Starts a mutation unless it is still running. The second click of a double click arrives before React has disabled the
 * button, and a request that deletes or creates must not be sent twice.
 */
export function useExclusiveMutate<Data, Failure, Variables, Context>(
  mutate: UseMutateFunction<Data, Failure, Variables, Context>,
): (variables: Variables) => void {
  const isRunning = useRef(false);
  return useCallback(
    (variables) => {
      if (isRunning.current) return;
      isRunning.current = true;
      mutate(variables, {
        onSettled: () => {
          isRunning.current = false;
        },
      });
    },
    [mutate],
  );
}

/** Runs an async callback unless it is still running; calls meanwhile are ignored. @throws what the callback throws */
export function useExclusiveCallback<Args extends readonly unknown[]>(
  callback: (...args: Args) => Promise<unknown>,
): (...args: Args) => Promise<void> {
  const isRunning = useRef(false);
  return async (...args) => {
    if (isRunning.current) return;
    isRunning.current = true;
    try {
      await callback(...args);
    } finally {
      isRunning.current = false;
    }
  };
}
