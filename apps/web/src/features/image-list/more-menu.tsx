import { MoreOutlined } from '@ant-design/icons';
import type { Image, ImageAction } from '@console/image-model';
import { Dropdown } from 'antd';
import { useTranslation } from 'react-i18next';
import type { ImageActions } from '../../resources/image/index.ts';
import styles from './list.module.css';

/** The actions of a row that have no word of their own in it. */
export default function MoreMenu(props: {
  readonly image: Image;
  readonly actions: ImageActions;
  readonly rest: readonly ImageAction[];
}) {
  const { t } = useTranslation(['imageList', 'image']);
  const { image, actions } = props;
  const items = props.rest.map((action) => {
    const permission = actions.permission(action, image);
    return {
      key: action,
      label:
        permission.kind === 'allowed' ? (
          t(`image:action.${action}`)
        ) : (
          <>
            {t(`image:action.${action}`)}
            <span className={styles.reason}>{t(`image:blocked.${permission.reason}`)}</span>
          </>
        ),
      disabled: permission.kind === 'blocked',
      onClick: () => actions.run(action, [image]),
    };
  });
  return (
    <Dropdown trigger={['click']} menu={{ items }}>
      <button type="button" className={styles.more} aria-label={t('imageList:moreActions')}>
        <MoreOutlined aria-hidden="true" />
      </button>
    </Dropdown>
  );
}
