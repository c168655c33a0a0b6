import type { Image } from '@console/image-model';
import { useTranslation } from 'react-i18next';
import { useImageWords, useStores } from '../../resources/image/index.ts';
import { CopyText } from '../../shared/ui/index.ts';
import styles from './detail.module.css';
import { Line, Lines } from './lines.tsx';
import { storeLines } from './store-lines.ts';

/** The stored bytes: where they are and what they sum up to. */
export function DataGroup({ image }: { readonly image: Image }) {
  const { t } = useTranslation(['imageDetail', 'image']);
  const words = useImageWords();
  return (
    <Lines title={t('imageDetail:group.data')}>
      <Line label={t('image:field.diskFormat')}>{words.format(image)}</Line>
      <Line label={t('image:field.containerFormat')}>{image.containerFormat ?? t('image:none')}</Line>
      <Stores image={image} />
      <Line label={t('image:field.checksum')}>
        {image.checksum === null ? (
          t('image:none')
        ) : (
          <CopyText text={image.checksum} label={t('image:field.checksum')} />
        )}
      </Line>
      {image.hash !== null && (
        <Line label={t('imageDetail:hash', { algorithm: image.hash.algorithm.toUpperCase() })}>
          <CopyText text={image.hash.value} label={t('image:field.hash')} />
        </Line>
      )}
      <Line label={t('image:field.hidden')}>{words.yesNo(image.isHidden)}</Line>
    </Lines>
  );
}

function Stores({ image }: { readonly image: Image }) {
  const { t } = useTranslation(['imageDetail', 'image']);
  const lines = storeLines(image, useStores());
  if (lines.length === 0) return null;
  return (
    <Line label={t('image:field.stores')}>
      <ul className={styles.stores}>
        {lines.map(({ id, description, isDefault, state }) => (
          <li key={id} data-state={state}>
            <code>{id}</code>
            {isDefault && <span className={styles.chip}>{t('imageDetail:store.default')}</span>}
            {state !== 'held' && <span className={styles.chip}>{t(`imageDetail:store.${state}`)}</span>}
            {description !== '' && <div className={styles.quiet}>{description}</div>}
          </li>
        ))}
      </ul>
    </Line>
  );
}
