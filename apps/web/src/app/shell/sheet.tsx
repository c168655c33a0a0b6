import { CloseOutlined, MenuOutlined } from '@ant-design/icons';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { ChoiceRows } from './choices.tsx';
import { ProductList } from './products.tsx';
import { ScopeSelects } from './scope.tsx';
import { UserCard } from './user.tsx';

/** On a phone, what the bar has no room for, in a sheet. The browser's own dialog traps and gives back the focus. */
export function BarSheet() {
  const { t } = useTranslation(['shell', 'common']);
  const dialog = useRef<HTMLDialogElement>(null);
  const close = () => dialog.current?.close();
  return (
    <>
      <button
        type="button"
        className="bar-button"
        aria-haspopup="dialog"
        aria-label={t('menu')}
        title={t('menu')}
        onClick={() => dialog.current?.showModal()}
      >
        <MenuOutlined aria-hidden="true" />
      </button>
      <dialog ref={dialog} className="sheet" aria-label={t('menu')}>
        <button type="button" className="bar-button sheet-close" aria-label={t('common:close')} onClick={close}>
          <CloseOutlined aria-hidden="true" />
        </button>
        <nav aria-label={t('products')}>
          <ProductList onGo={close} />
        </nav>
        <ScopeSelects onGo={close} />
        <ChoiceRows />
        <UserCard onGo={close} />
      </dialog>
    </>
  );
}
