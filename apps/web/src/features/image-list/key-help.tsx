import { Modal } from 'antd';
import { useTranslation } from 'react-i18next';
import { useRestoreFocus } from '../../shared/ui/index.ts';
import styles from './list.module.css';

const rows = [
  ['/', 'search'],
  ['c', 'create'],
  ['↑ ↓', 'move'],
  ['␣', 'pick'],
  ['⏎', 'open'],
  ['?', 'help'],
] as const;

/** Which keys do what in the list. */
export default function KeyHelp({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation('imageList');
  useRestoreFocus();
  return (
    <Modal open title={t('keys.title')} footer={null} onCancel={onClose} width={400}>
      <dl className={styles.keys}>
        {rows.map(([key, what]) => (
          <div key={key}>
            <dt>
              <kbd>{key}</kbd>
            </dt>
            <dd>{t(`keys.${what}`)}</dd>
          </div>
        ))}
      </dl>
    </Modal>
  );
}
