import type { DenialReason } from '@console/bff-contract';
import type { BlockReason, ImageAction, Permission } from '@console/image-model';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { BlockedButton } from '../../shared/ui/index.ts';
import styles from './action-button.module.css';

/** Whether something can be asked for, by the policy and by the image itself. */
export type ImagePermission = Permission<DenialReason | BlockReason>;

/**
 * A button for an action on images, named after it. What is not allowed stays in its place, can be reached by keyboard
 * and says why. `look`: `link` in a row, `button` in a header or bar.
 */
export function ImageActionButton(props: {
  readonly action: ImageAction;
  readonly permission: ImagePermission;
  readonly look: 'link' | 'button';
  readonly onClick: () => void;
}) {
  const { t } = useTranslation('image');
  const { permission } = props;
  const label = t(`action.${props.action}`);
  if (permission.kind === 'blocked') {
    return <BlockedButton className={styles[props.look]} label={label} reason={t(`blocked.${permission.reason}`)} />;
  }
  return props.look === 'link' ? (
    <button type="button" className={styles.link} onClick={props.onClick}>
      {label}
    </button>
  ) : (
    <Button danger={props.action === 'delete'} onClick={props.onClick}>
      {label}
    </Button>
  );
}
