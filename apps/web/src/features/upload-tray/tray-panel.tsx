import { CloseOutlined, CloudUploadOutlined } from '@ant-design/icons';
import { Button, Radio, Switch } from 'antd';
import { type ReactNode, useEffect, useId, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { TrackedImport } from '../../resources/imports/import-manager.ts';
import { parallelChoices } from '../../resources/upload-manager/upload-preferences.ts';
import { isEnded, isPassive, type Upload } from '../../resources/upload-manager/upload-transitions.ts';
import { useParallelUploads } from '../../resources/upload-manager/uploads-context.tsx';
import { EmptyState } from '../../shared/ui/index.ts';
import { ImportRow } from './import-row.tsx';
import styles from './tray.module.css';
import { UploadRow } from './upload-row.tsx';
import type { Notifications } from './use-notifications.ts';

type Position = 'drawer' | 'corner';

interface ListProps {
  readonly uploads: readonly Upload[];
  readonly imports: readonly TrackedImport[];
  /** Called when the user follows a link to another page. */
  readonly onNavigate: () => void;
}

/** The open tray with a row for each upload and import, and the settings. */
export function TrayPanel(
  props: ListProps & {
    readonly position: Position;
    readonly notifications: Notifications;
    readonly onClose: () => void;
  },
) {
  const { t } = useTranslation('upload');
  const isEmpty = props.uploads.length + props.imports.length === 0;
  return (
    <PanelFrame title={t('tray.title')} position={props.position} onClose={props.onClose}>
      {isEmpty ? (
        <EmptyState
          title={t('tray.empty')}
          hint={t('tray.emptyHint')}
          icon={<CloudUploadOutlined aria-hidden="true" />}
        />
      ) : (
        <>
          <TransferList uploads={props.uploads} imports={props.imports} onNavigate={props.onNavigate} />
          <Settings notifications={props.notifications} />
        </>
      )}
    </PanelFrame>
  );
}

/**
 * A dialog that is not modal, because the user works elsewhere while uploads run. A panel that the user has
 * opened takes the focus, and a panel that a new upload has opened does not. It follows its button in the document, so
 * that Tab leads into it.
 */
function PanelFrame(props: {
  readonly title: string;
  readonly position: Position;
  readonly onClose: () => void;
  readonly children: ReactNode;
}) {
  const { position, onClose } = props;
  const common = useTranslation('common').t;
  const titleId = useId();
  const panel = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (position === 'drawer') panel.current?.focus();
  }, [position]);
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      const { target } = event;
      const isOurs = target === document.body || panel.current?.contains(target as Node) === true;
      if (event.key === 'Escape' && isOurs) onClose();
    };
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, [onClose]);
  return (
    <div
      ref={panel}
      className={styles.panel}
      data-position={position}
      role="dialog"
      aria-labelledby={titleId}
      tabIndex={-1}
    >
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

/** Imports first, because they do not need this browser; then uploads in the order of the queue; then ended uploads. */
function TransferList({ uploads, imports, onNavigate }: ListProps) {
  const { t } = useTranslation('upload');
  const needsThisPage = uploads.some((upload) => !isEnded(upload) && !isPassive(upload));
  return (
    <>
      {needsThisPage && <p className={styles.note}>{t('tray.leave')}</p>}
      <ul className={styles.list}>
        {imports.toReversed().map((trackedImport) => (
          <ImportRow key={trackedImport.id} trackedImport={trackedImport} onNavigate={onNavigate} />
        ))}
        {endedLast(uploads).map((upload) => (
          <UploadRow key={upload.id} upload={upload} onNavigate={onNavigate} />
        ))}
      </ul>
    </>
  );
}

function endedLast(uploads: readonly Upload[]): readonly Upload[] {
  return [...uploads.filter((upload) => !isEnded(upload)), ...uploads.filter(isEnded).toReversed()];
}

/** The number of parallel uploads, and notifications by the operating system. */
function Settings({ notifications }: { readonly notifications: Notifications }) {
  const { t } = useTranslation('upload');
  const [parallel, setParallel] = useParallelUploads();
  const parallelLabelId = useId();
  const switchId = useId();
  return (
    <div className={styles.settings}>
      <span id={parallelLabelId}>{t('settings.parallel')}</span>
      <Radio.Group
        size="small"
        optionType="button"
        aria-labelledby={parallelLabelId}
        value={parallel}
        options={parallelChoices.map((value) => ({ value, label: String(value) }))}
        onChange={({ target }) => setParallel(target.value as (typeof parallelChoices)[number])}
      />
      {notifications.isOffered && (
        <>
          <label htmlFor={switchId}>{t('settings.notify')}</label>
          <Switch
            id={switchId}
            size="small"
            checked={notifications.isEnabled}
            onChange={(isEnabled) => void notifications.setEnabled(isEnabled)}
          />
        </>
      )}
    </div>
  );
}
