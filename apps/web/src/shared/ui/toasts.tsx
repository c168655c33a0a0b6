import { CheckCircleFilled, CloseCircleFilled, CloseOutlined } from '@ant-design/icons';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';

export interface ToastItem {
  readonly id: string;
  readonly kind: 'done' | 'failed';
  readonly text: string;
}

const DONE_MS = 4000;

/** The toasts at hand, newest last. */
export function Toasts(props: { readonly items: readonly ToastItem[]; readonly onGone: (id: string) => void }) {
  return (
    <div className="toasts">
      {props.items.map((item) => (
        <ToastLine key={item.id} item={item} onGone={() => props.onGone(item.id)} />
      ))}
    </div>
  );
}

function ToastLine({ item, onGone }: { readonly item: ToastItem; readonly onGone: () => void }) {
  const { t } = useTranslation('common');
  const gone = useRef(onGone);
  useEffect(() => {
    gone.current = onGone;
  });
  useEffect(() => {
    if (item.kind === 'failed') return undefined;
    const timer = setTimeout(() => gone.current(), DONE_MS);
    return () => clearTimeout(timer);
  }, [item.kind]);
  return (
    <div className={`toast toast-${item.kind}`} role={item.kind === 'done' ? 'status' : 'alert'}>
      {item.kind === 'done' ? <CheckCircleFilled aria-hidden="true" /> : <CloseCircleFilled aria-hidden="true" />}
      <span>{item.text}</span>
      {item.kind === 'failed' && (
        <button type="button" className="toast-close" aria-label={t('close')} onClick={onGone}>
          <CloseOutlined aria-hidden="true" />
        </button>
      )}
    </div>
  );
}
