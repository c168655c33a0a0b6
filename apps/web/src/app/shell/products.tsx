import { DownOutlined } from '@ant-design/icons';
import { useTranslation } from 'react-i18next';
import { Link, useLocation } from 'react-router';
import { routes } from '../../shared/paths/index.ts';
import { PanelButton } from './panel-button.tsx';

/** What the console offers, in groups; a service is a line here and a route. */
const groups = [{ key: 'compute', services: [{ key: 'images', to: routes.images }] }] as const;

export function ProductList({ onGo }: { readonly onGo: () => void }) {
  const { t } = useTranslation('shell');
  const { pathname } = useLocation();
  return groups.map((group) => (
    <section key={group.key} className="product-group">
      <h2>{t(group.key)}</h2>
      <ul>
        {group.services.map((service) => (
          <li key={service.key}>
            <Link
              to={service.to}
              className="panel-item"
              onClick={onGo}
              {...(pathname.startsWith(service.to) ? { 'aria-current': 'true' as const } : {})}
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
    <PanelButton
      name={t('products')}
      face={
        <>
          {t('products')} <DownOutlined className="bar-caret" aria-hidden="true" />
        </>
      }
    >
      {(close) => <ProductList onGo={close} />}
    </PanelButton>
  );
}
