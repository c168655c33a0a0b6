import { InfoCircleOutlined } from '@ant-design/icons';
import { type ReactNode, useId, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import styles from './help-tip.module.css';

const gap = 4;
const width = 360;

/** A small button beside a name that opens what is known of it; Escape and a click elsewhere close it. */
export function HelpTip({ about, children }: { readonly about: string; readonly children: ReactNode }) {
  const { t } = useTranslation('imageDetail');
  const id = useId();
  const button = useRef<HTMLButtonElement>(null);
  return (
    <>
      <button
        ref={button}
        type="button"
        popoverTarget={id}
        className={styles.button}
        aria-label={t('help.of', { about })}
      >
        <InfoCircleOutlined aria-hidden="true" />
      </button>
      <div
        id={id}
        popover="auto"
        role="note"
        className={styles.tip}
        onBeforeToggle={({ currentTarget }) => button.current && placeBeside(currentTarget, button.current)}
      >
        {children}
      </div>
    </>
  );
}

/** Under the button, or over it where there is more room; never beyond the window's edges. */
function placeBeside(tip: HTMLElement, button: HTMLElement): void {
  const { left, top, bottom } = button.getBoundingClientRect();
  const room = Math.min(width, window.innerWidth - 2 * gap);
  const isLow = bottom > window.innerHeight / 2;
  Object.assign(tip.style, {
    inlineSize: `${room}px`,
    left: `${Math.max(gap, Math.min(left, window.innerWidth - room - gap))}px`,
    top: isLow ? 'auto' : `${bottom + gap}px`,
    bottom: isLow ? `${window.innerHeight - top + gap}px` : 'auto',
  });
}
