import { Alert } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { routes } from '../../shared/paths/index.ts';
import { FailureDetails, type FailureText } from '../../shared/ui/index.ts';
import styles from './tray.module.css';

/** One row of the tray: the image's name, linked once there is something to see, and how it stands in a word. */
export function RowFrame(props: {
  readonly imageId: string;
  readonly name: string;
  readonly isLinked: boolean;
  readonly state: string;
  readonly word: string;
  readonly onLeave: () => void;
  readonly children: ReactNode;
}) {
  return (
    <li className={styles.row} aria-label={props.name}>
      <div className={styles.head}>
        {props.isLinked ? (
          <Link className={styles.name} title={props.name} to={routes.image(props.imageId)} onClick={props.onLeave}>
            {props.name}
          </Link>
        ) : (
          <strong className={styles.name} title={props.name}>
            {props.name}
          </strong>
        )}
        <span className={styles.state} data-state={props.state}>
          {props.word}
        </span>
      </div>
      {props.children}
    </li>
  );
}

/** What happens, and what comes next. */
export function RowNote({ text }: { readonly text: string | null }) {
  return text === null ? null : <p className={styles.note}>{text}</p>;
}

/** From elsewhere the image may not be seen at all. */
export function OtherProject({ project }: { readonly project: { readonly name: string } }) {
  const { t } = useTranslation('upload');
  return <RowNote text={t('otherProject', { project: project.name })} />;
}

/** Why something failed and what can be done. */
export function RowFailure({ text }: { readonly text: FailureText & { readonly stores?: string | null } }) {
  return (
    <Alert
      type="error"
      showIcon
      role="alert"
      title={text.title}
      description={
        <>
          {text.next}
          {text.stores != null && <div>{text.stores}</div>}
          <FailureDetails text={text} />
        </>
      }
    />
  );
}
