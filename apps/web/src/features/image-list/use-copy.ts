import { useTranslation } from 'react-i18next';
import { useToast } from '../../shared/ui/index.ts';

/** Puts a text on the clipboard and says so; without leave to do that (plain http) the reader copies from a prompt. */
export function useCopy(): (text: string) => void {
  const { t } = useTranslation('common');
  const toast = useToast();
  return (text) =>
    void navigator.clipboard
      .writeText(text)
      .then(() => toast.success(t('copy.done')))
      .catch(() => window.prompt(t('copy.byHand'), text));
}
