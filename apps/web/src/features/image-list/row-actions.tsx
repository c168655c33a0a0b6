import { MoreOutlined } from '@ant-design/icons';
import type { Image } from '@console/image-model';
import { useTranslation } from 'react-i18next';
import { ImageActionButton, type ImageActions } from '../../resources/images/image-action-button.tsx';
import { Menu } from '../../shared/ui/index.ts';
import styles from './image-list.module.css';

/** Number of actions with a button of their own; the others are in the menu. */
const buttonCount = 2;

/** The actions of one image: buttons for the first ones and a menu for the others. */
export function RowActions({ image, actions }: { readonly image: Image; readonly actions: ImageActions }) {
  const { t } = useTranslation(['imageList', 'image']);
  const menuActions = actions.offered.slice(buttonCount);
  return (
    <span className={styles.rowActions}>
      {actions.offered.slice(0, buttonCount).map((action) => (
        <ImageActionButton
          key={action}
          variant="link"
          action={action}
          permission={actions.permission(action, image)}
          onClick={() => actions.run(action, [image])}
        />
      ))}
      {menuActions.length > 0 && (
        <Menu
          label={t('imageList:moreActions')}
          trigger={<MoreOutlined aria-hidden="true" />}
          isIconOnly
          align="end"
          buttonClass={styles.menuButton}
          items={menuActions.map((action) => {
            const permission = actions.permission(action, image);
            const label = t(`image:action.${action}`);
            return {
              key: action,
              label:
                permission.kind === 'allowed' ? (
                  label
                ) : (
                  <span>
                    {label}
                    <span className={styles.blockReason}>{t(`image:blocked.${permission.reason}`)}</span>
                  </span>
                ),
              isDisabled: permission.kind === 'blocked',
              onSelect: () => actions.run(action, [image]),
            };
          })}
        />
      )}
    </span>
  );
}
