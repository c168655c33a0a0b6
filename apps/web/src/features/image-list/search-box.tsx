import { SearchOutlined } from '@ant-design/icons';
import type { Ref } from 'react';
import { useTranslation } from 'react-i18next';
import styles from './filters.module.css';

/** Finds by a piece of name, ID or tag, with every keystroke. The browser's own field: it is on the first screen. */
export function SearchBox(props: {
  readonly text: string;
  readonly onText: (text: string) => void;
  readonly ref: Ref<HTMLInputElement>;
}) {
  const { t } = useTranslation('imageList');
  return (
    <span className={styles.search}>
      <SearchOutlined aria-hidden="true" />
      <input
        ref={props.ref}
        type="search"
        aria-label={t('search.label')}
        placeholder={t('search.hint')}
        autoComplete="off"
        spellCheck={false}
        value={props.text}
        onChange={(event) => props.onText(event.target.value)}
      />
    </span>
  );
}
