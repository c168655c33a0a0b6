import { CloseOutlined } from '@ant-design/icons';
import { type ReactNode, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import styles from './sheet.module.css';

/**
 * A modal panel at an edge of a phone's window, open while it is mounted. The browser's `<dialog>` keeps the focus inside
 * and returns it afterwards. The children get `close`, which leads to `onClose`.
 */
export function Sheet(props: {
  readonly title: string;
  /** The title names the sheet for assistive technology only. */
  readonly isTitleHidden?: boolean;
  readonly edge: 'end' | 'bottom';
  readonly onClose: () => void;
  readonly footer?: (close: () => void) => ReactNode;
  readonly children: (close: () => void) => ReactNode;
}) {
  const { t } = useTranslation('common');
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => dialog.current?.showModal(), []);
  const close = () => dialog.current?.close();
  return (
    <dialog
      ref={dialog}
      className={styles.sheet}
      data-edge={props.edge}
      aria-label={props.title}
      onClose={props.onClose}
    >
      <div className={styles.head}>
        {props.isTitleHidden !== true && <h2>{props.title}</h2>}
        <button type="button" className={styles.close} aria-label={t('close')} title={t('close')} onClick={close}>
          <CloseOutlined aria-hidden="true" />
        </button>
      </div>
      <div className={styles.body}>{props.children(close)}</div>
      {props.footer !== undefined && <div className={styles.foot}>{props.footer(close)}</div>}
    </dialog>
  );
}
