import { useTranslation } from 'react-i18next';
import styles from './list.module.css';
import { useCopy } from './use-copy.ts';

/** Enough of an ID to tell two apart by eye. */
export function shortId(id: string): string {
  return id.slice(0, 8);
}

/** The beginning of an ID; a click copies the whole. */
export function IdCell({ id }: { readonly id: string }) {
  const { t } = useTranslation('imageList');
  const copy = useCopy();
  return (
    <button type="button" className={styles.id} title={id} aria-label={t('copyId', { id })} onClick={() => copy(id)}>
      {shortId(id)}
    </button>
  );
}
