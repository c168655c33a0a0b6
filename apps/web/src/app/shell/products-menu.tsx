import { DownOutlined } from '@ant-design/icons';
import { useTranslation } from 'react-i18next';
import { Link, useLocation } from 'react-router';
import { routes } from '../../shared/paths/index.ts';
import { Popover } from '../../shared/ui/index.ts';

/** Services of the console in groups. A new service is an entry here and a route. */
const groups = [{ key: 'compute', services: [{ key: 'images', path: routes.images }] }] as const;

export function ProductList({ onNavigate }: { readonly onNavigate: () => void }) {
  const { t } = useTranslation('shell');
  const { pathname } = useLocation();
  return groups.map((group) => (
    <section key={group.key} className="product-group">
      <h2>{t(group.key)}</h2>
      <ul>
        {group.services.map((service) => (
          <li key={service.key}>
            <Link
              to={service.path}
              className="menu-link"
              onClick={onNavigate}
              aria-current={pathname.startsWith(service.path) ? 'true' : undefined}
            >
              {t(service.key)}
            </Link>
          </li>
        ))}
      </ul>
    </section>
  ));
}

export function ProductsMenu() {
  const { t } = useTranslation('shell');
  return (
    <Popover
      label={t('products')}
      trigger={
        <>
          {t('products')} <DownOutlined className="bar-caret" aria-hidden="true" />
        </>
      }
      buttonClass="bar-button"
      buttonTitle={t('products')}
      hasArrowKeys
    >
      {(close) => <ProductList onNavigate={close} />}
    </Popover>
  );
}
