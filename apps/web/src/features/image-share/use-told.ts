import { useFailureLine, useFailureText, useToast } from '../../shared/ui/index.ts';

/** Does something behind a question or a row, where a failure has no better place: tells it in a toast and throws it on. */
export function useTold(): (work: () => Promise<unknown>) => Promise<void> {
  const toast = useToast();
  const toText = useFailureText();
  const toLine = useFailureLine();
  return async (work) => {
    try {
      await work();
    } catch (error) {
      toast.failed(toLine(toText(error)));
      throw error;
    }
  };
}
