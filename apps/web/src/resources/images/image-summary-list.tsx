import type { Image } from '@console/image-model';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { FailureDetails, useFailureLine, useFailureText } from '../../shared/ui/index.ts';
import type { BlockedImage, FailedImage } from './image-actions.tsx';
import { OsBadge } from './image-badges.tsx';
import { useImageLabels } from './image-labels.ts';
import styles from './image-summary-list.module.css';

/** Images in a dialog, a line each; `end` draws what stands at the end of a line. */
export function ImageSummaryList(props: {
  readonly images: readonly Image[];
  readonly end?: (image: Image) => ReactNode;
}) {
  return (
    <ul className={styles.list}>
      {props.images.map((image) => (
        <Line key={image.id} image={image} end={props.end?.(image)} />
      ))}
    </ul>
  );
}

/** Images that something may not be done with, each with the reason under it. */
export function BlockedImageList({ blocked }: { readonly blocked: readonly BlockedImage[] }) {
  const { t } = useTranslation('image');
  return (
    <ul className={styles.list}>
      {blocked.map(({ image, reason }) => (
        <Line key={image.id} image={image} below={t(`blocked.${reason}`)} />
      ))}
    </ul>
  );
}

/** Images with which something has failed, each with what happened and what to do. */
export function FailedImageList({ failed }: { readonly failed: readonly FailedImage[] }) {
  const toText = useFailureText();
  const toLine = useFailureLine();
  return (
    <ul className={styles.list}>
      {failed.map(({ image, error }) => {
        const text = toText(error);
        return (
          <Line
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

function Line(props: { readonly image: Image; readonly below?: ReactNode; readonly end?: ReactNode }) {
  const words = useImageLabels();
  return (
    <li>
      <div className={styles.row}>
        <OsBadge image={props.image} />
        <strong>{words.name(props.image)}</strong>
        <span className={styles.quiet}>{words.visibility(props.image)}</span>
        <span className={styles.end}>{props.end}</span>
      </div>
      {props.below !== undefined && <div className={styles.below}>{props.below}</div>}
    </li>
  );
}
