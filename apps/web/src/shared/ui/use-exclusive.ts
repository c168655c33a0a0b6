import type { UseMutateFunction } from '@tanstack/react-query';
import { useCallback, useRef } from 'react';

/**
 * Starts a mutation unless it is still under way: the second half of a double click comes before the button has been
 * drawn as busy, and what deletes or makes something must not be asked for twice.
 */
export function useExclusiveMutate<Result, Fault, Given, Context>(
  mutate: UseMutateFunction<Result, Fault, Given, Context>,
): (given: Given) => void {
  const isUnderWay = useRef(false);
  return useCallback(
    (given) => {
      if (isUnderWay.current) return;
      isUnderWay.current = true;
      mutate(given, {
        onSettled: () => {
          isUnderWay.current = false;
        },
      });
    },
    [mutate],
  );
}

/** The same for work of several steps; what comes while it is under way is let go. @throws what the work throws */
export function useExclusiveCallback<Given extends readonly unknown[]>(
  work: (...given: Given) => Promise<unknown>,
): (...given: Given) => Promise<void> {
  const isUnderWay = useRef(false);
  return async (...given) => {
    if (isUnderWay.current) return;
    isUnderWay.current = true;
    try {
      await work(...given);
    } finally {
      isUnderWay.current = false;
    }
  };
}
