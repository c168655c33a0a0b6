import { CloseOutlined } from '@ant-design/icons';
import { Input, type RefSelectProps } from 'antd';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useProfile } from '../../resources/images/profile.tsx';
import { cancelRename, commitRename, removeTag, renameTag, type TagDraft } from './tag-draft.ts';
import { TagField } from './tag-field.tsx';
import styles from './tags.module.css';

/** Shows the tags as chips that can be renamed and removed, and a field for a new tag, which gets the focus back. */
export function TagEditor(props: {
  readonly draft: TagDraft;
  readonly onChange: (update: (draft: TagDraft) => TagDraft) => void;
  readonly label: string;
  readonly onSubmit: () => void;
}) {
  const { t } = useTranslation('imageTags');
  const field = useRef<RefSelectProps>(null);
  const { draft, onChange } = props;
  const focusField = () => field.current?.focus();
  return (
    <div className={styles.editor}>
      {draft.tags.length > 0 && (
        <ul className={styles.chips} aria-label={t('tags')}>
          {draft.tags.map((tag) =>
            draft.renaming?.tag === tag ? (
              <RenameField key={tag} tag={tag} draft={draft} onChange={onChange} onEnd={focusField} />
            ) : (
              <TagChip
                key={tag}
                tag={tag}
                onRename={() => onChange((current) => renameTag(current, tag, tag))}
                onRemove={() => {
                  onChange((current) => removeTag(current, tag));
                  focusField();
                }}
              />
            ),
          )}
        </ul>
      )}
      <TagField {...props} ref={field} />
    </div>
  );
}

function TagChip(props: { readonly tag: string; readonly onRename: () => void; readonly onRemove: () => void }) {
  const { t } = useTranslation('imageTags');
  const { tag } = props;
  return (
    <li className={styles.chip}>
      <button
        type="button"
        className={styles.name}
        aria-label={t('rename', { tag })}
        title={t('rename', { tag })}
        onClick={props.onRename}
      >
        {tag}
      </button>
      <button type="button" className={styles.remove} aria-label={t('remove', { tag })} onClick={props.onRemove}>
        <CloseOutlined aria-hidden="true" />
      </button>
    </li>
  );
}

function RenameField(props: {
  readonly tag: string;
  readonly draft: TagDraft;
  readonly onChange: (update: (draft: TagDraft) => TagDraft) => void;
  /** Called when Enter or Escape has ended the rename. */
  readonly onEnd: () => void;
}) {
  const { t } = useTranslation('imageTags');
  const { rules } = useProfile();
  const { tag, draft, onChange } = props;
  const isInvalid = draft.violation?.field === 'renaming';
  return (
    <li>
      <Input
        autoFocus
        size="small"
        className={styles.renaming ?? ''}
        aria-label={t('rename', { tag })}
        value={draft.renaming?.text ?? ''}
        status={isInvalid ? 'error' : ''}
        aria-invalid={isInvalid || undefined}
        onFocus={(event) => event.target.select()}
        onChange={(event) => onChange((current) => renameTag(current, tag, event.target.value))}
        onBlur={() => onChange((current) => commitRename(current, rules.tag))}
        onKeyDown={(event) => {
          if (event.nativeEvent.isComposing) return;
          if (event.key === 'Enter') {
            event.preventDefault();
            const committed = commitRename(draft, rules.tag);
            onChange(() => committed);
            if (committed.violation === null) props.onEnd();
          }
          if (event.key === 'Escape') {
            // Escape must not close the dialog as well.
            event.stopPropagation();
            onChange(cancelRename);
            props.onEnd();
          }
        }}
      />
    </li>
  );
}
