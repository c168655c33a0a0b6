import type { Image } from '@console/image-model';
import { lazy, Suspense } from 'react';
import { ImageActionButton, type ImageActions } from '../../resources/image/index.ts';
import styles from './list.module.css';

/** Its code is heavy and not needed for the first look at the list. */
const MoreMenu = lazy(() => import('./more-menu.tsx'));

const words = 2;

/** Two words, and a menu for what is left. */
export function RowActions({ image, actions }: { readonly image: Image; readonly actions: ImageActions }) {
  const rest = actions.offered.slice(words);
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
      {rest.length > 0 && (
        <Suspense>
          <MoreMenu image={image} actions={actions} rest={rest} />
        </Suspense>
      )}
    </span>
  );
}
