import { MenuOutlined } from '@ant-design/icons';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Sheet } from '../../shared/ui/index.ts';
import { PreferenceFields } from './preferences.tsx';
import { ProductList } from './products-menu.tsx';
import { ScopeSelects } from './scope-selects.tsx';
import { UserCard } from './user-menu.tsx';

/** On a phone, a sheet with the controls for which the bar has no room. */
export function MobileMenu() {
  const { t } = useTranslation('shell');
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <button
        type="button"
        className="bar-button"
        aria-haspopup="dialog"
        aria-label={t('menu')}
        title={t('menu')}
        onClick={() => setOpen(true)}
      >
        <MenuOutlined aria-hidden="true" />
      </button>
      {isOpen && (
        <Sheet title={t('menu')} isTitleHidden edge="end" onClose={() => setOpen(false)}>
          {(close) => (
            <>
              <nav aria-label={t('products')}>
                <ProductList onNavigate={close} />
              </nav>
              <ScopeSelects variant="field" onSwitch={close} />
              <PreferenceFields />
              <UserCard onNavigate={close} />
            </>
          )}
        </Sheet>
      )}
    </>
  );
}
