import type { Image } from '@console/image-model';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { FailureDetails, useFailureLine, useFailureText } from '../../shared/ui/index.ts';
import type { BlockedImage, FailedImage } from './image-action-button.tsx';
import { OsBadge } from './image-badges.tsx';
import { useImageLabels } from './image-labels.ts';
import styles from './image-summary-list.module.css';

/** Lists images in a dialog by name and visibility. `end` renders the end of an item. */
export function ImageSummaryList(props: {
  readonly images: readonly Image[];
  readonly end?: (image: Image) => ReactNode;
}) {
  return (
    <ul className={styles.list}>
      {props.images.map((image) => (
        <ImageSummary key={image.id} image={image} end={props.end?.(image)} />
      ))}
    </ul>
  );
}

/** Lists images for which an action is blocked, each with the reason. */
export function BlockedImageList({ blocked }: { readonly blocked: readonly BlockedImage[] }) {
  const { t } = useTranslation('image');
  return (
    <ul className={styles.list}>
      {blocked.map(({ image, reason }) => (
        <ImageSummary key={image.id} image={image} below={t(`blocked.${reason}`)} />
      ))}
    </ul>
  );
}

/** Lists images for which an action failed, each with the failure and its remedy. */
export function FailedImageList({ failed }: { readonly failed: readonly FailedImage[] }) {
  const toText = useFailureText();
  const toLine = useFailureLine();
  return (
    <ul className={styles.list}>
      {failed.map(({ image, error }) => {
        const text = toText(error);
        return (
          <ImageSummary
            key={image.id}
            image={image}
            below={
              <>
                {toLine(text)}
                <FailureDetails text={text} />
              </>
            }
          />
        );
      })}
    </ul>
  );
}

function ImageSummary(props: { readonly image: Image; readonly below?: ReactNode; readonly end?: ReactNode }) {
  const labels = useImageLabels();
  return (
    <li>
      <div className={styles.row}>
        <OsBadge image={props.image} />
        <strong>{labels.name(props.image)}</strong>
        <span className={styles.quiet}>{labels.visibility(props.image)}</span>
        <span className={styles.end}>{props.end}</span>
      </div>
      {props.below !== undefined && <div className={styles.below}>{props.below}</div>}
    </li>
  );
}
