import { CheckOutlined, CopyOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { type ReactNode, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';

/** How long the check mark stays after copying. */
const confirmationMs = 2000;

/**
 * A value in a monospace font with a button that copies it. `label` names the value in the button's accessible name;
 * `children` replaces the visible text.
 */
export function CopyText(props: { readonly text: string; readonly label: string; readonly children?: ReactNode }) {
  const { t } = useTranslation('common');
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    if (!copied) return undefined;
    const timer = setTimeout(() => setCopied(false), confirmationMs);
    return () => clearTimeout(timer);
  }, [copied]);
  return (
    <span className="copy-text">
      {props.children ?? <code>{props.text}</code>}
      <Button
        type="text"
        size="small"
        icon={copied ? <CheckOutlined aria-hidden="true" /> : <CopyOutlined aria-hidden="true" />}
        aria-label={t('copy.action', { what: props.label })}
        title={t('copy.action', { what: props.label })}
        onClick={() => {
          navigator.clipboard.writeText(props.text).then(
            () => setCopied(true),
            () => showCopyPrompt(props.text, t('copy.byHand')),
          );
        }}
      />
      <span role="status" className="visually-hidden">
        {copied ? t('copy.done') : ''}
      </span>
    </span>
  );
}

/** Browsers give no clipboard to a page over plain HTTP, so the user copies from a prompt. */
function showCopyPrompt(text: string, message: string): void {
  window.prompt(message, text);
}
