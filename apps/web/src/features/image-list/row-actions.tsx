import { MoreOutlined } from '@ant-design/icons';
import type { Image } from '@console/image-model';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ImageActionButton, type ImageActions } from '../../resources/image/index.ts';
import styles from './list.module.css';

/** Its code is heavy, and so is a menu in each row: it comes to the row where it is asked for. */
const MoreMenu = lazy(() => import('./more-menu.tsx'));

const words = 2;

/** Two words, and a menu for what is left. */
export function RowActions({ image, actions }: { readonly image: Image; readonly actions: ImageActions }) {
  const { t } = useTranslation('imageList');
  const [isAsked, setAsked] = useState(false);
  const rest = actions.offered.slice(words);
  const ask = (
    <button
      type="button"
      className={styles.more}
      aria-label={t('moreActions')}
      aria-haspopup="menu"
      onClick={() => setAsked(true)}
    >
      <MoreOutlined aria-hidden="true" />
    </button>
  );
  return (
    <span className={styles.rowActions}>
      {actions.offered.slice(0, words).map((action) => (
        <ImageActionButton
          key={action}
          look="link"
          action={action}
          permission={actions.permission(action, image)}
          onClick={() => actions.run(action, [image])}
        />
      ))}
      {rest.length > 0 &&
        (isAsked ? (
          <Suspense fallback={ask}>
            <MoreMenu image={image} actions={actions} rest={rest} />
          </Suspense>
        ) : (
          ask
        ))}
    </span>
  );
}
