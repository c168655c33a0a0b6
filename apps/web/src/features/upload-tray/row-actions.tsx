import { ArrowDownOutlined, ArrowUpOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { routes } from '../../shared/paths/index.ts';
import { useConfirm } from '../../shared/ui/index.ts';
import styles from './tray.module.css';

/**
 * Actions of a row. Each has a label under `action` in the texts and an accessible name with the image's name under
 * `actionOf`, because every row has the same buttons.
 */
export type ActionName =
  | 'pause'
  | 'resume'
  | 'earlier'
  | 'later'
  | 'retry'
  | 'retryImport'
  | 'cancel'
  | 'cancelImport'
  | 'removeImage'
  | 'cleanUp'
  | 'createAgain'
  | 'keep'
  | 'show'
  | 'dismiss';

export interface RowAction {
  readonly name: ActionName;
  readonly isOffered: boolean;
  readonly run: () => void;
}

const destructiveActions: ReadonlySet<ActionName> = new Set(['cancel', 'cancelImport', 'removeImage', 'cleanUp']);

/** Actions whose button shows only an icon. */
const icons: Readonly<Partial<Record<ActionName, ReactNode>>> = {
  earlier: <ArrowUpOutlined aria-hidden="true" />,
  later: <ArrowDownOutlined aria-hidden="true" />,
};

/** The buttons of a row: `lead`, then the offered actions in their order, destructive ones last. */
export function RowActions(props: {
  readonly imageName: string;
  readonly actions: readonly RowAction[];
  readonly lead?: ReactNode;
}) {
  const offered = props.actions.filter((action) => action.isOffered);
  if (offered.length === 0 && props.lead === undefined) return null;
  const ordered = [
    ...offered.filter(({ name }) => !destructiveActions.has(name)),
    ...offered.filter(({ name }) => destructiveActions.has(name)),
  ];
  return (
    <div className={styles.buttons}>
      {props.lead}
      {ordered.map(({ name, run }) => (
        <ActionButton key={name} action={name} imageName={props.imageName} onClick={run} />
      ))}
    </div>
  );
}

function ActionButton(props: {
  readonly action: ActionName;
  readonly imageName: string;
  readonly onClick: () => void;
}) {
  const { t } = useTranslation('upload');
  const { action } = props;
  const icon = icons[action];
  const label = t(`actionOf.${action}`, { name: props.imageName });
  return (
    <Button
      size="small"
      {...(destructiveActions.has(action) ? { danger: true, type: 'text', className: styles.destructive } : {})}
      aria-label={label}
      {...(icon === undefined ? {} : { icon, title: label })}
      onClick={props.onClick}
    >
      {icon === undefined && t(`action.${action}`)}
    </Button>
  );
}

/** Actions that need a confirmation. Their texts are under `confirm`. */
type ConfirmedAction = 'cancel' | 'remove' | 'cancelImport' | 'cleanUp' | 'createAgain';

/** Returns helpers for the actions of a row: confirm an action, show the image, open the create form. */
export function useRowActions(image: { readonly id: string; readonly imageName: string }, onNavigate: () => void) {
  const { t } = useTranslation('upload');
  const confirm = useConfirm();
  const navigate = useNavigate();
  const name = image.imageName;
  return {
    confirmed: (action: ConfirmedAction, onConfirm: () => void) => () =>
      confirm({
        title: t(`confirm.${action}.title`, { name }),
        body: t(`confirm.${action}.body`),
        action: t(`confirm.${action}.action`),
        danger: true,
        onConfirm,
      }),
    showImage: () => {
      onNavigate();
      void navigate(routes.image(image.id));
    },
    /** Opens the create form with the values that the image was created from. */
    openCreateForm: (formValues: unknown) => {
      onNavigate();
      void navigate(routes.imageCreate, { state: { form: formValues } });
    },
  };
}
