import styles from './detail.module.css';

/** The shape of the page before the image is there. */
export function DetailSkeleton({ label }: { readonly label: string }) {
  return (
    <div role="status" aria-label={label} className={styles.skeleton}>
      <div />
      <div />
      <div />
    </div>
  );
}
