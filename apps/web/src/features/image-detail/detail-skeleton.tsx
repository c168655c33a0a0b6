import { SlowResponse } from '../../shared/ui/index.ts';
import styles from './detail.module.css';

/** The shape of the page before the image is there. */
export function DetailSkeleton({ label, service }: { readonly label: string; readonly service: 'image' | 'volume' }) {
  return (
    <>
      <SlowResponse service={service} />
      <div role="status" aria-label={label} className={styles.skeleton}>
        <div />
        <div />
        <div />
      </div>
    </>
  );
}
