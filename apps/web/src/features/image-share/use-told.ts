import { useFailureText, useToast } from '../../shared/ui/index.ts';

/** Does something behind a question or a row, where a failure has no better place: tells it in a toast and throws it on. */
export function useTold(): (work: () => Promise<unknown>) => Promise<void> {
  const toast = useToast();
  const toText = useFailureText();
  return async (work) => {
    try {
      await work();
    } catch (error) {
      const text = toText(error);
      toast.failed(`${text.title} ${text.next}`);
      throw error;
    }
  };
}
