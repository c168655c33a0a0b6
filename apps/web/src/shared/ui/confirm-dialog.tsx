import { Button, Modal } from 'antd';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Question } from './question.ts';

/** One question: cancel has the focus, the other button is named after what it does. */
export default function ConfirmDialog({
  question,
  onClose,
}: {
  readonly question: Question;
  readonly onClose: () => void;
}) {
  const { t } = useTranslation('common');
  const cancel = useRef<HTMLButtonElement>(null);
  const [busy, setBusy] = useState(false);
  const dismiss = () => {
    onClose();
    question.onCancel?.();
  };
  const confirm = async () => {
    setBusy(true);
    try {
      await question.onConfirm();
      onClose();
    } catch {
      // Whoever asked says what went wrong; the question stands for another try.
      setBusy(false);
    }
  };
  return (
    <Modal
      open
      title={question.title}
      width={440}
      closable={false}
      mask={{ closable: !busy }}
      keyboard={!busy}
      onCancel={dismiss}
      afterOpenChange={(isOpen) => isOpen && cancel.current?.focus()}
      footer={[
        <Button key="cancel" ref={cancel} disabled={busy} onClick={dismiss}>
          {t('cancel')}
        </Button>,
        <Button
          key="confirm"
          type="primary"
          danger={question.danger ?? false}
          loading={busy}
          onClick={() => void confirm()}
        >
          {question.action}
        </Button>,
      ]}
    >
      {question.body}
    </Modal>
  );
}
