import { CheckCircleFilled, CloseCircleFilled, CloseOutlined } from '@ant-design/icons';
import { createContext, type ReactNode, useContext, useEffect, useEffectEvent, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';

export interface Toast {
  /** Shows that an action has succeeded. The toast closes after four seconds and is read out politely (`role="status"`). */
  readonly success: (text: string) => void;
  /** Shows a failure that no element of the page can show. It stays until the user closes it. */
  readonly error: (text: string) => void;
}

interface ToastItem {
  readonly id: string;
  readonly kind: keyof Toast;
  readonly text: string;
}

const SUCCESS_MS = 4000;

const ToastContext = createContext<Toast | null>(null);

/** Short messages at the top of the window. */
export function useToast(): Toast {
  const toast = useContext(ToastContext);
  if (toast === null) throw new Error('useToast needs a ToastProvider');
  return toast;
}

/** Draws toasts over the page, the newest last. */
export function ToastProvider({ children }: { readonly children: ReactNode }) {
  const [items, setItems] = useState<readonly ToastItem[]>([]);
  const toast = useMemo<Toast>(() => {
    const add = (kind: ToastItem['kind']) => (text: string) =>
      setItems((now) => [...now, { id: crypto.randomUUID(), kind, text }]);
    return { success: add('success'), error: add('error') };
  }, []);
  const close = (id: string) => setItems((now) => now.filter((item) => item.id !== id));
  return (
    <ToastContext value={toast}>
      {children}
      <div className="toasts">
        {items.map((item) => (
          <ToastLine key={item.id} item={item} onClose={() => close(item.id)} />
        ))}
      </div>
    </ToastContext>
  );
}

function ToastLine({ item, onClose }: { readonly item: ToastItem; readonly onClose: () => void }) {
  const { t } = useTranslation('common');
  const isSuccess = item.kind === 'success';
  const close = useEffectEvent(onClose);
  useEffect(() => {
    if (!isSuccess) return undefined;
    const timer = setTimeout(() => close(), SUCCESS_MS);
    return () => clearTimeout(timer);
  }, [isSuccess]);
  return (
    <div className={`toast toast-${item.kind}`} role={isSuccess ? 'status' : 'alert'}>
      {isSuccess ? <CheckCircleFilled aria-hidden="true" /> : <CloseCircleFilled aria-hidden="true" />}
      <span>{item.text}</span>
      {!isSuccess && (
        <button type="button" className="toast-close" aria-label={t('close')} onClick={onClose}>
          <CloseOutlined aria-hidden="true" />
        </button>
      )}
    </div>
  );
}
