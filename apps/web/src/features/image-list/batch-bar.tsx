import type { Image } from '@console/image-model';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import type { ImageActions } from '../../resources/image/index.ts';
import { ImageActionButton } from '../../resources/image/index.ts';
import styles from './filters.module.css';
import { batchPermission } from './list-actions.ts';
import { ExportButton } from './list-tools.tsx';

/** Stands where the filters stood while images are picked. */
export function BatchBar(props: {
  readonly picked: readonly Image[];
  readonly actions: ImageActions;
  readonly onExport: () => void;
  readonly onClear: () => void;
}) {
  const { t } = useTranslation('imageList');
  const { picked, actions } = props;
  // Of one image everything can be asked, of several what makes sense for several.
  const offered = picked.length === 1 ? actions.offered : actions.batch;
  return (
    <div className={`${styles.bar} ${styles.batch}`}>
      <strong role="status">{t('select.count', { count: picked.length })}</strong>
      <span className={styles.batchActions}>
        {offered.map((action) => (
          <ImageActionButton
            key={action}
            look="button"
            action={action}
            permission={batchPermission(actions, action, picked)}
            onClick={() => actions.run(action, picked)}
          />
        ))}
        <ExportButton onExport={props.onExport} />
      </span>
      <Button type="link" onClick={props.onClear}>
        {t('select.clear')}
      </Button>
    </div>
  );
}
