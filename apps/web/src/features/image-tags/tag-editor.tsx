import type { RefSelectProps } from 'antd';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { TagChip } from './tag-chip.tsx';
import { removeTag, type TagDraft } from './tag-draft.ts';
import { TagField } from './tag-field.tsx';
import styles from './tags.module.css';

/** Tags as chips to rename and take away, and a field to add further ones, to which the focus comes back. */
export function TagEditor(props: {
  readonly draft: TagDraft;
  readonly onChange: (change: (draft: TagDraft) => TagDraft) => void;
  readonly suggestions: readonly string[];
  readonly label: string;
  readonly onSubmit: () => void;
}) {
  const { t } = useTranslation('imageTags');
  const field = useRef<RefSelectProps>(null);
  const { draft, onChange } = props;
  const goBack = () => field.current?.focus();
  return (
    <div className={styles.editor}>
      {draft.tags.length > 0 && (
        <ul className={styles.chips} aria-label={t('tags')}>
          {draft.tags.map((tag) => (
            <TagChip
              key={tag}
              tag={tag}
              draft={draft}
              onChange={onChange}
              onDone={goBack}
              onRemove={() => {
                onChange((now) => removeTag(now, tag));
                goBack();
              }}
            />
          ))}
        </ul>
      )}
      <TagField {...props} ref={field} />
    </div>
  );
}
