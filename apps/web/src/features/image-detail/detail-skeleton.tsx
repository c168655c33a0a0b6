import { SlowResponse } from '../../shared/ui/index.ts';
import styles from './detail.module.css';

/** A placeholder for a page or a panel that is loading. @param props.service the cloud service that the panel waits for */
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
