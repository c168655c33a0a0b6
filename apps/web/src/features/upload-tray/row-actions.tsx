import { ArrowDownOutlined, ArrowUpOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { routes } from '../../shared/paths/index.ts';
import { useConfirm } from '../../shared/ui/index.ts';
import styles from './tray.module.css';

/** Words of the buttons; each has a longer form with the image's name, for a list has many of each. */
export type ActionWord =
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
  | 'anew'
  | 'keep'
  | 'show'
  | 'dismiss';

/** What is asked before it is done. */
type Asked = 'cancel' | 'remove' | 'cancelImport' | 'cleanUp' | 'anew';

export interface RowAction {
  readonly word: ActionWord;
  readonly offered: boolean;
  readonly act: () => void;
}

const dangerous: ReadonlySet<ActionWord> = new Set(['cancel', 'cancelImport', 'removeImage', 'cleanUp']);

/** Drawn as a sign alone. */
const signs: Readonly<Partial<Record<ActionWord, ReactNode>>> = {
  earlier: <ArrowUpOutlined aria-hidden="true" />,
  later: <ArrowDownOutlined aria-hidden="true" />,
};

/** What can be done with a row as it stands, in one line under it. */
export function RowActions(props: {
  readonly name: string;
  readonly actions: readonly RowAction[];
  readonly lead?: ReactNode;
}) {
  const offered = props.actions.filter((action) => action.offered);
  if (offered.length === 0 && props.lead === undefined) return null;
  return (
    <div className={styles.buttons}>
      {props.lead}
      {offered.toSorted(byDanger).map(({ word, act }) => (
        <ActionButton key={word} word={word} name={props.name} act={act} />
      ))}
    </div>
  );
}

/** The others keep their order. */
function byDanger(one: RowAction, other: RowAction): number {
  return Number(dangerous.has(one.word)) - Number(dangerous.has(other.word));
}

function ActionButton({ word, name, act }: Omit<RowAction, 'offered'> & { readonly name: string }) {
  const { t } = useTranslation('upload');
  const sign = signs[word];
  const label = t(`actionOf.${word}`, { name });
  return (
    <Button
      size="small"
      {...(dangerous.has(word) ? { danger: true, type: 'text', className: styles.apart } : {})}
      aria-label={label}
      {...(sign === undefined ? {} : { icon: sign, title: label })}
      onClick={act}
    >
      {sign === undefined && t(`action.${word}`)}
    </Button>
  );
}

/** What every row can do: ask first, and go to its image. */
export function useRowActs(task: { readonly id: string; readonly imageName: string }, onLeave: () => void) {
  const { t } = useTranslation('upload');
  const confirm = useConfirm();
  const navigate = useNavigate();
  const name = task.imageName;
  return {
    ask: (what: Asked, onConfirm: () => void) => () =>
      confirm({
        title: t(`ask.${what}.title`, { name }),
        body: t(`ask.${what}.body`),
        action: t(`ask.${what}.action`),
        danger: true,
        onConfirm,
      }),
    show: () => {
      onLeave();
      void navigate(routes.image(task.id));
    },
    /** To the form, filled in as it was. */
    createAnew: (form: unknown) => {
      onLeave();
      void navigate(routes.imageCreate, { state: { form } });
    },
  };
}
