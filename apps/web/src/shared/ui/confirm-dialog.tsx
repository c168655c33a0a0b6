import { Button, Modal } from 'antd';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ConfirmOptions } from './confirm.tsx';

/** The dialog of `useConfirm`. */
export default function ConfirmDialog(props: { readonly options: ConfirmOptions; readonly onClose: () => void }) {
  const { options, onClose } = props;
  const { t } = useTranslation('common');
  const cancelButton = useRef<HTMLButtonElement>(null);
  const [isBusy, setBusy] = useState(false);
  const cancel = () => {
    onClose();
    options.onCancel?.();
  };
  const confirm = async () => {
    setBusy(true);
    try {
      await options.onConfirm();
      onClose();
    } catch {
      // `onConfirm` has shown the error. The dialog stays open.
      setBusy(false);
    }
  };
  return (
    <Modal
      open
      title={options.title}
      width={440}
      closable={false}
      mask={{ closable: !isBusy }}
      keyboard={!isBusy}
      onCancel={cancel}
      afterOpenChange={(isOpen) => isOpen && cancelButton.current?.focus()}
      footer={[
        <Button key="cancel" ref={cancelButton} disabled={isBusy} onClick={cancel}>
          {t('cancel')}
        </Button>,
        <Button
          key="confirm"
          type="primary"
          danger={options.danger ?? false}
          loading={isBusy}
          onClick={() => void confirm()}
        >
          {options.action}
        </Button>,
      ]}
    >
      {options.body}
    </Modal>
  );
}
