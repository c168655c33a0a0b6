import type { Image } from '@console/image-model';
import { useTranslation } from 'react-i18next';
import {
  type BlockedImage,
  BlockedLines,
  type FailedImage,
  FailedLines,
  ImageLines,
} from '../../resources/image/index.ts';
import { Size } from '../../shared/ui/index.ts';
import styles from './delete.module.css';

/** What goes, by name. */
export function GoingList({ images }: { readonly images: readonly Image[] }) {
  const { t } = useTranslation('imageDelete');
  return (
    <section>
      <p>{t('going', { count: images.length })}</p>
      <ImageLines images={images} end={(image) => <Size bytes={image.size} />} />
    </section>
  );
}

/** What cannot go, and why. */
export function StayingList({ staying }: { readonly staying: readonly BlockedImage[] }) {
  const { t } = useTranslation('imageDelete');
  return (
    <section>
      <p className={styles.warning}>{t('staying', { count: staying.length })}</p>
      <BlockedLines blocked={staying} />
    </section>
  );
}

/** What has failed, each with its reason. */
export function FailedList({ failed }: { readonly failed: readonly FailedImage[] }) {
  const { t } = useTranslation('imageDelete');
  return (
    <section role="alert">
      <p className={styles.warning}>{t('failed', { count: failed.length })}</p>
      <FailedLines failed={failed} />
    </section>
  );
}
