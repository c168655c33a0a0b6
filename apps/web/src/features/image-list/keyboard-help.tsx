import { Modal } from 'antd';
import { useTranslation } from 'react-i18next';
import { useRestoreFocus } from '../../shared/ui/index.ts';
import styles from './image-list.module.css';

const shortcuts = [
  ['/', 'search'],
  ['c', 'create'],
  ['↑ ↓', 'move'],
  ['␣', 'pick'],
  ['⏎', 'open'],
  ['?', 'help'],
] as const;

/** A dialog with the keyboard shortcuts of the list. */
export default function KeyboardHelp({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation('imageList');
  useRestoreFocus();
  return (
    <Modal open title={t('keys.title')} footer={null} onCancel={onClose} width={400}>
      <dl className={styles.shortcuts}>
        {shortcuts.map(([key, action]) => (
          <div key={key}>
            <dt>
              <kbd>{key}</kbd>
            </dt>
            <dd>{t(`keys.${action}`)}</dd>
          </div>
        ))}
      </dl>
    </Modal>
  );
}
