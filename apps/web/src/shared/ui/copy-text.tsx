import { CheckOutlined, CopyOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { type ReactNode, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';

const SHOWN_MS = 2000;

/**
 * A value to take away: the text in a fixed-width face and a button that copies it.
 * `label` names the thing for those who hear the button; `children` replaces the drawn text.
 */
export function CopyText(props: { readonly text: string; readonly label: string; readonly children?: ReactNode }) {
  const { t } = useTranslation('common');
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    if (!copied) return undefined;
    const timer = setTimeout(() => setCopied(false), SHOWN_MS);
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
            () => selectByHand(props.text, t('copy.byHand')),
          );
        }}
      />
      <span role="status" className="visually-hidden">
        {copied ? t('copy.done') : ''}
      </span>
    </span>
  );
}

/** Without leave to write the clipboard (plain http), the reader copies from a prompt. */
function selectByHand(text: string, words: string): void {
  window.prompt(words, text);
}
