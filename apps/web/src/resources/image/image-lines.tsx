import type { Image } from '@console/image-model';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { FailureDetails, useFailureLine, useFailureText } from '../../shared/ui/index.ts';
import type { BlockedImage, FailedImage } from './batch.ts';
import styles from './image-lines.module.css';
import { OsMark } from './marks.tsx';
import { useImageWords } from './words.ts';

/** Images in a dialog, a line each; `end` draws what stands at the end of a line. */
export function ImageLines(props: { readonly images: readonly Image[]; readonly end?: (image: Image) => ReactNode }) {
  return (
    <ul className={styles.list}>
      {props.images.map((image) => (
        <Line key={image.id} image={image} end={props.end?.(image)} />
      ))}
    </ul>
  );
}

/** Images that something may not be done with, each with the reason under it. */
export function BlockedLines({ blocked }: { readonly blocked: readonly BlockedImage[] }) {
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
export function FailedLines({ failed }: { readonly failed: readonly FailedImage[] }) {
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
  const words = useImageWords();
  return (
    <li>
      <div className={styles.row}>
        <OsMark image={props.image} />
        <strong>{words.name(props.image)}</strong>
        <span className={styles.quiet}>{words.visibility(props.image)}</span>
        <span className={styles.end}>{props.end}</span>
      </div>
      {props.below !== undefined && <div className={styles.below}>{props.below}</div>}
    </li>
  );
}
