import { useTranslation } from 'react-i18next';
import { useToast } from '../../shared/ui/index.ts';

/** Copies a text and confirms with a toast. Over plain HTTP the browser has no clipboard API: a prompt shows the text. */
export function useCopyToClipboard(): (text: string) => void {
  const { t } = useTranslation('common');
  const toast = useToast();
  return (text) =>
    void navigator.clipboard
      .writeText(text)
      .then(() => toast.success(t('copy.done')))
      .catch(() => window.prompt(t('copy.byHand'), text));
}
