import { LogoutOutlined, UserOutlined } from '@ant-design/icons';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useSession } from '../../resources/session/session.ts';
import { routes } from '../../shared/paths/index.ts';
import { Popover, Time } from '../../shared/ui/index.ts';

/** Name, domain and roles of the signed-in user, when the token expires, and the link to sign out. */
export function UserCard({ onNavigate }: { readonly onNavigate: () => void }) {
  const { t } = useTranslation('shell');
  const { user, roles, tokenExpiresAt } = useSession();
  return (
    <div className="user-card">
      <div className="user-name">{user.name}</div>
      <dl>
        <dt>{t('user.domain')}</dt>
        <dd>{user.domain}</dd>
        <dt>{t('user.roles')}</dt>
        <dd>{roles.length === 0 ? t('user.noRoles') : roles.join(', ')}</dd>
        <dt>{t('user.expires')}</dt>
        <dd>
          <Time at={tokenExpiresAt} style="exact" />
        </dd>
      </dl>
      <Link to={routes.signOut} state={{ isRequested: true }} className="menu-link" onClick={onNavigate}>
        <LogoutOutlined aria-hidden="true" /> {t('user.signOut')}
      </Link>
    </div>
  );
}

export function UserMenu() {
  const { t } = useTranslation('shell');
  const { user } = useSession();
  return (
    <Popover
      label={t('user.label', { name: user.name })}
      trigger={
        <>
          <UserOutlined aria-hidden="true" /> <span className="bar-user">{user.name}</span>
        </>
      }
      isIconOnly
      align="end"
      buttonClass="bar-button"
      hasArrowKeys
    >
      {(close) => <UserCard onNavigate={close} />}
    </Popover>
  );
}
