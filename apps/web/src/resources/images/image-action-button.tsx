import type { DenialReason } from '@console/bff-contract';
import type { BlockReason, Image, ImageAction, Permission } from '@console/image-model';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { BlockedButton } from '../../shared/ui/index.ts';
import styles from './image-action-button.module.css';

/** Whether an action is allowed, by the policy and by the image's own state. */
export type ImagePermission = Permission<DenialReason | BlockReason>;

/**
 * Button of an action on images. A blocked action keeps its button: it can be focused by keyboard and shows the reason.
 * `variant`: `link` in a row, `button` in a header or bar.
 */
export function ImageActionButton(props: {
  readonly action: ImageAction;
  readonly permission: ImagePermission;
  readonly variant: 'link' | 'button';
  readonly onClick: () => void;
}) {
  const { t } = useTranslation('image');
  const { permission } = props;
  const label = t(`action.${props.action}`);
  if (permission.kind === 'blocked') {
    return <BlockedButton className={styles[props.variant]} label={label} reason={t(`blocked.${permission.reason}`)} />;
  }
  return props.variant === 'link' ? (
    <button type="button" className={styles.link} onClick={props.onClick}>
      {label}
    </button>
  ) : (
    <Button danger={props.action === 'delete'} onClick={props.onClick}>
      {label}
    </Button>
  );
}

/** The actions that a page can start on its images. `app/` decides which dialog or page performs them. */
export interface ImageActions {
  /** Actions on one image, in display order. */
  readonly offered: readonly ImageAction[];
  /** Actions that can be started on several images at once. */
  readonly batch: readonly ImageAction[];
  readonly permission: (action: ImageAction, image: Image) => ImagePermission;
  readonly run: (action: ImageAction, images: readonly Image[]) => void;
}

/** An image for which an action is blocked. */
export interface BlockedImage {
  readonly image: Image;
  readonly reason: Extract<ImagePermission, { kind: 'blocked' }>['reason'];
}

/** An image for which an action failed. */
export interface FailedImage {
  readonly image: Image;
  readonly error: unknown;
}

/** Splits images by whether an action on them is allowed. */
export function splitByPermission(
  images: readonly Image[],
  permissionOf: (image: Image) => ImagePermission,
): { readonly allowed: readonly Image[]; readonly blocked: readonly BlockedImage[] } {
  const allowed: Image[] = [];
  const blocked: BlockedImage[] = [];
  for (const image of images) {
    const permission = permissionOf(image);
    if (permission.kind === 'allowed') allowed.push(image);
    else blocked.push({ image, reason: permission.reason });
  }
  return { allowed, blocked };
}
