import { CloseOutlined } from '@ant-design/icons';
import { Input } from 'antd';
import { useTranslation } from 'react-i18next';
import { useProfile } from '../../resources/image/index.ts';
import { cancelRename, endRename, rename, type TagDraft } from './tag-draft.ts';
import styles from './tags.module.css';

/** One tag: its name is a button that renames it in place, the cross takes it away. */
export function TagChip(props: {
  readonly tag: string;
  readonly draft: TagDraft;
  readonly onChange: (change: (draft: TagDraft) => TagDraft) => void;
  /** The rename has ended. */
  readonly onDone: () => void;
  readonly onRemove: () => void;
}) {
  const { t } = useTranslation('imageTags');
  const { rules } = useProfile();
  const { tag, draft, onChange } = props;
  if (draft.renaming?.tag === tag) {
    return (
      <li>
        <Input
          autoFocus
          size="small"
          className={styles.renaming ?? ''}
          aria-label={t('rename', { tag })}
          value={draft.renaming.text}
          {...(draft.fault?.at === 'renaming' ? { status: 'error', 'aria-invalid': true } : {})}
          onFocus={(event) => event.target.select()}
          onChange={(event) => onChange((now) => rename(now, tag, event.target.value))}
          onBlur={() => onChange((now) => endRename(now, rules.tag))}
          onKeyDown={(event) => {
            if (event.nativeEvent.isComposing) return;
            if (event.key === 'Enter') {
              event.preventDefault();
              const ended = endRename(draft, rules.tag);
              onChange(() => ended);
              if (ended.fault === null) props.onDone();
            }
            if (event.key === 'Escape') {
              // The dialog stays.
              event.stopPropagation();
              onChange(cancelRename);
              props.onDone();
            }
          }}
        />
      </li>
    );
  }
  return (
    <li className={styles.chip}>
      <button
        type="button"
        className={styles.name}
        aria-label={t('rename', { tag })}
        title={t('rename', { tag })}
        onClick={() => onChange((now) => rename(now, tag, tag))}
      >
        {tag}
      </button>
      <button type="button" className={styles.remove} aria-label={t('remove', { tag })} onClick={props.onRemove}>
        <CloseOutlined aria-hidden="true" />
      </button>
    </li>
  );
}
