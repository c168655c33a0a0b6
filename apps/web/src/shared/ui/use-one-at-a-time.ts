import type { UseMutateFunction } from '@tanstack/react-query';
import { useCallback, useRef } from 'react';

/**
 * Starts a mutation unless it is still under way: the second half of a double click comes before the button has been
 * drawn as busy, and what deletes or makes something must not be asked for twice.
 */
export function useOneAtATime<Result, Fault, Given, Context>(
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
