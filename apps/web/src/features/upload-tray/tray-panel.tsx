import { CloseOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { type ReactNode, useEffect, useId, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import styles from './tray.module.css';

/**
 * Beside the page, not over it: uploads go on while people work elsewhere. A drawer where a person
 * has asked for it; what opens by itself keeps to a corner and leaves the focus alone. Stands in
 * the document right behind its button, so that Tab leads into it.
 */
export function TrayPanel(props: {
  readonly title: string;
  readonly place: 'drawer' | 'corner';
  readonly onClose: () => void;
  readonly children: ReactNode;
}) {
  const { place, onClose } = props;
  const common = useTranslation('common').t;
  const titleId = useId();
  const panel = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (place === 'drawer') panel.current?.focus();
  }, [place]);
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      const inReach = event.target === document.body || panel.current?.contains(event.target as Node) === true;
      if (event.key === 'Escape' && inReach) onClose();
    };
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, [onClose]);
  return (
    <div ref={panel} className={styles.panel} data-place={place} role="dialog" aria-labelledby={titleId} tabIndex={-1}>
      <div className={styles.panelHead}>
        <h2 id={titleId}>{props.title}</h2>
        <Button
          type="text"
          icon={<CloseOutlined aria-hidden="true" />}
          aria-label={common('close')}
          onClick={onClose}
        />
      </div>
      <div className={styles.panelBody}>{props.children}</div>
    </div>
  );
}
