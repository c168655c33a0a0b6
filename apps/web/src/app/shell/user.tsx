import { LogoutOutlined, UserOutlined } from '@ant-design/icons';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useSession } from '../../resources/session/index.ts';
import { routes } from '../../shared/paths/index.ts';
import { Time } from '../../shared/ui/index.ts';
import { PanelButton } from './panel-button.tsx';

/** Who is signed in, as what, for how long, and the way out. */
export function UserCard({ onGo }: { readonly onGo: () => void }) {
  const { t } = useTranslation('shell');
  const session = useSession();
  return (
    <div className="user-card">
      <div className="user-name">{session.user.name}</div>
      <dl>
        <dt>{t('user.domain')}</dt>
        <dd>{session.user.domain}</dd>
        <dt>{t('user.roles')}</dt>
        <dd>{session.roles.length === 0 ? t('user.noRoles') : session.roles.join(', ')}</dd>
        <dt>{t('user.expires')}</dt>
        <dd>
          <Time at={session.tokenExpiresAt} style="exact" />
        </dd>
      </dl>
      <Link to={routes.signOut} state={{ asked: true }} className="panel-item" onClick={onGo}>
        <LogoutOutlined aria-hidden="true" /> {t('user.signOut')}
      </Link>
    </div>
  );
}

export function UserMenu() {
  const { t } = useTranslation('shell');
  const { user } = useSession();
  return (
    <PanelButton
      name={t('user.label', { name: user.name })}
      face={
        <>
          <UserOutlined aria-hidden="true" /> <span className="bar-user">{user.name}</span>
        </>
      }
      align="end"
    >
      {(close) => <UserCard onGo={close} />}
    </PanelButton>
  );
}
