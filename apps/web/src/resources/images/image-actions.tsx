import type { DenialReason } from '@console/bff-contract';
import type { BlockReason, Image, ImageAction, Permission } from '@console/image-model';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { BlockedButton } from '../../shared/ui/index.ts';
import styles from './image-actions.module.css';

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

/** What can be asked of images where they are shown; how it is done is not the view's business. */
export interface ImageActions {
  /** For one image, in the order in which they are offered. */
  readonly offered: readonly ImageAction[];
  /** Those that make sense for several at once. */
  readonly batch: readonly ImageAction[];
  readonly permission: (action: ImageAction, image: Image) => ImagePermission;
  readonly run: (action: ImageAction, images: readonly Image[]) => void;
}

type Refusal = Extract<ImagePermission, { kind: 'blocked' }>['reason'];

/** An image that something may not be done with, and why. */
export interface BlockedImage {
  readonly image: Image;
  readonly reason: Refusal;
}

/** An image with which something was tried in vain. */
export interface FailedImage {
  readonly image: Image;
  readonly error: unknown;
}

/** Which of these images an action is allowed for, and which it is not. */
export function splitByPermission(
  images: readonly Image[],
  permission: (image: Image) => ImagePermission,
): { readonly allowed: readonly Image[]; readonly blocked: readonly BlockedImage[] } {
  const allowed: Image[] = [];
  const blocked: BlockedImage[] = [];
  for (const image of images) {
    const answer = permission(image);
    if (answer.kind === 'allowed') allowed.push(image);
    else blocked.push({ image, reason: answer.reason });
  }
  return { allowed, blocked };
}
