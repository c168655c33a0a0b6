import type { Image, OsCategory } from '@console/image-model';
import styles from './image-badges.module.css';
import { describeStatus, useImageLabels } from './image-labels.ts';

/** An image's status as a coloured dot and its label; the dot is a ring while the status is moving. */
export function StatusBadge({ image }: { readonly image: Image }) {
  const labels = useImageLabels();
  return (
    <span className={`${styles.status} ${styles[describeStatus(image).tone]}`}>
      <span className={styles.dot} aria-hidden="true" />
      {labels.status(image)}
    </span>
  );
}

/** Two letters and a background with enough contrast for white text in both themes. No logos, because they are trademarks. */
const osBadges: Readonly<Record<OsCategory, readonly [letters: string, background: string]>> = {
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

/** Badge of an image's operating system. Hidden from screen readers, because the name is written beside it. */
export function OsBadge({ image }: { readonly image: Image }) {
  const [letters, background] = osBadges[image.os.kind === 'known' ? image.os.value : 'other'];
  return (
    <span className={styles.os} style={{ background }} aria-hidden="true">
      {letters}
    </span>
  );
}
