import styles from './list.module.css';

const shown = 2;

/** Tags as chips, the rest as a number; all of them on hover. */
export function TagChips({ tags }: { readonly tags: readonly string[] }) {
  if (tags.length === 0) return null;
  const more = tags.length - shown;
  return (
    <span className={styles.tags} title={tags.join('\n')}>
      {tags.slice(0, shown).map((tag) => (
        <span key={tag} className={styles.tag}>
          {tag}
        </span>
      ))}
      {more > 0 && <span className={styles.tagRest}>+{more}</span>}
    </span>
  );
}
