import { Alert } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { routes } from '../../shared/paths/index.ts';
import { FailureDetails, type FailureText } from '../../shared/ui/index.ts';
import styles from './tray.module.css';

/** A row of the tray with the name of the image and the state. */
export function TrayRow(props: {
  readonly imageId: string;
  readonly name: string;
  /** Whether the name links to the image. */
  readonly isLinked: boolean;
  readonly state: string;
  readonly stateLabel: string;
  readonly onNavigate: () => void;
  readonly children: ReactNode;
}) {
  return (
    <li className={styles.row} aria-label={props.name}>
      <div className={styles.head}>
        {props.isLinked ? (
          <Link className={styles.name} title={props.name} to={routes.image(props.imageId)} onClick={props.onNavigate}>
            {props.name}
          </Link>
        ) : (
          <strong className={styles.name} title={props.name}>
            {props.name}
          </strong>
        )}
        <span className={styles.state} data-state={props.state}>
          {props.stateLabel}
        </span>
      </div>
      {props.children}
    </li>
  );
}

/** A sentence about the state and what happens next. */
export function RowNote({ text }: { readonly text: string | null }) {
  return text === null ? null : <p className={styles.note}>{text}</p>;
}

/** Says that the image belongs to another project, from where the current session may not see it. */
export function OtherProjectNote({ project }: { readonly project: { readonly name: string } }) {
  const { t } = useTranslation('upload');
  return <RowNote text={t('otherProject', { project: project.name })} />;
}

/** Shows why an upload or import has failed and what the user can do. */
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
