import { CloudUploadOutlined } from '@ant-design/icons';
import { useTranslation } from 'react-i18next';
import type { ImportTask } from '../../resources/image/index.ts';
import { isEnded, isPassive, type UploadTask } from '../../resources/upload/index.ts';
import { EmptyState } from '../../shared/ui/index.ts';
import { ImportRow } from './import-row.tsx';
import { TransferRow } from './transfer-row.tsx';
import styles from './tray.module.css';
import { TrayPanel } from './tray-panel.tsx';
import { TraySettings } from './tray-settings.tsx';
import type { Notices } from './use-notices.ts';

interface Given {
  readonly uploads: readonly UploadTask[];
  readonly imports: readonly ImportTask[];
  readonly onLeave: () => void;
}

/** What the tray shows when it is open. */
export function TrayContent(
  props: Given & {
    readonly place: 'drawer' | 'corner';
    readonly notices: Notices;
    readonly onClose: () => void;
  },
) {
  const { t } = useTranslation('upload');
  const { uploads, imports } = props;
  const isEmpty = uploads.length + imports.length === 0;
  return (
    <TrayPanel title={t('tray.title')} place={props.place} onClose={props.onClose}>
      {isEmpty ? (
        <EmptyState
          title={t('tray.empty')}
          hint={t('tray.emptyHint')}
          icon={<CloudUploadOutlined aria-hidden="true" />}
        />
      ) : (
        <Rows uploads={uploads} imports={imports} onLeave={props.onLeave} />
      )}
      {!isEmpty && <TraySettings notices={props.notices} />}
    </TrayPanel>
  );
}

/** What the cloud does by itself above what needs this browser; uploads by their turn, below them those that have ended. */
function Rows({ uploads, imports, onLeave }: Given) {
  const { t } = useTranslation('upload');
  const here = uploads.some((task) => !isEnded(task) && !isPassive(task));
  return (
    <>
      {here && <p className={styles.note}>{t('tray.leave')}</p>}
      <ul className={styles.list}>
        {imports.toReversed().map((task) => (
          <ImportRow key={task.id} task={task} onLeave={onLeave} />
        ))}
        {byTurn(uploads).map((task) => (
          <TransferRow key={task.id} task={task} onLeave={onLeave} />
        ))}
      </ul>
    </>
  );
}

function byTurn(tasks: readonly UploadTask[]): readonly UploadTask[] {
  return [...tasks.filter((task) => !isEnded(task)), ...tasks.filter(isEnded).toReversed()];
}
