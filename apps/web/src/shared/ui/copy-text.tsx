import { CheckOutlined, CopyOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { type ReactNode, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useToast } from './toast.tsx';

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
          copyToClipboard(props.text).then(
            () => setCopied(true),
            () => window.prompt(t('copy.byHand'), props.text),
          );
        }}
      />
      <span role="status" className="visually-hidden">
        {copied ? t('copy.done') : ''}
      </span>
    </span>
  );
}

/** Returns a function that copies a text and confirms with a toast. If the browser refuses, a prompt shows the text. */
export function useCopyToClipboard(): (text: string) => void {
  const { t } = useTranslation('common');
  const toast = useToast();
  return (text) =>
    void copyToClipboard(text).then(
      () => toast.success(t('copy.done')),
      () => window.prompt(t('copy.byHand'), text),
    );
}

/** Rejects, and does not throw, over plain HTTP, where `navigator.clipboard` is undefined. */
async function copyToClipboard(text: string): Promise<void> {
  await navigator.clipboard.writeText(text);
}
