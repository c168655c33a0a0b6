import type { Image, OsCategory } from '@console/image-model';
import styles from './image-badges.module.css';
import { describeStatus, useImageLabels } from './image-labels.ts';

/** Status as a dot and a word; a ring while the cloud is working. */
export function StatusBadge({ image }: { readonly image: Image }) {
  const words = useImageLabels();
  return (
    <span className={`${styles.status} ${styles[describeStatus(image).tone]}`}>
      <span className={styles.dot} aria-hidden="true" />
      {words.status(image)}
    </span>
  );
}

/** Letters and a ground that carries white text in both themes; nobody's trademark. */
const osMarks: Readonly<Record<OsCategory, readonly [letters: string, ground: string]>> = {
  centos: ['Ce', '#7a3e8e'],
  windows: ['W', '#0b66b0'],
  coreos: ['Co', '#3f6e8c'],
  debian: ['De', '#a81d4a'],
  fedora: ['Fe', '#2c5aa0'],
  freebsd: ['FB', '#a32020'],
  kylin: ['Ky', '#a8480f'],
  oraclelinux: ['OL', '#b03325'],
  rhel: ['RH', '#b0120f'],
  suse: ['Su', '#1f7a35'],
  ubuntu: ['Ub', '#b5410e'],
  arch: ['Ar', '#12719e'],
  other: ['··', '#5f6672'],
};

/** The mark of an image's operating system; the word beside it says the same. */
export function OsBadge({ image }: { readonly image: Image }) {
  const [letters, ground] = osMarks[image.os.kind === 'known' ? image.os.value : 'other'];
  return (
    <span className={styles.os} style={{ background: ground }} aria-hidden="true">
      {letters}
    </span>
  );
}
