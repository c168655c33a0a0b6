import { PlusOutlined } from '@ant-design/icons';
import type { Grant, ProjectRef } from '@console/bff-contract';
import type { UseQueryResult } from '@tanstack/react-query';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import type { LoadedImages } from '../../resources/images/image-cache.ts';
import { useSession } from '../../resources/session/session.ts';
import { routes } from '../../shared/paths/index.ts';
import { BlockedButton, formatCount, PageHeader } from '../../shared/ui/index.ts';
import styles from './image-list.module.css';

/** The page's title, the number of matching and of all images, and the create button. */
export function ListHeader(props: {
  readonly matchCount: number;
  readonly totalCount: number;
  readonly query: Pick<UseQueryResult<LoadedImages>, 'data' | 'isFetching'>;
  readonly create: CreatePermission;
}) {
  const { t, i18n } = useTranslation('imageList');
  const { data, isFetching } = props.query;
  const { matchCount, totalCount } = props;
  const format = (count: number) => formatCount(count, i18n.language);
  const count = matchCount === totalCount ? format(totalCount) : `${format(matchCount)} / ${format(totalCount)}`;
  return (
    <PageHeader
      title={t('title')}
      beside={
        data !== undefined && (
          <span role="status" className={styles.counts}>
            <span className="figures">{t('counts', { count })}</span>
            {!data.complete && isFetching && <span className={styles.loadingMore}>{t('loadingMore')}</span>}
          </span>
        )
      }
      actions={<CreateButton create={props.create} />}
    />
  );
}

/** Whether the user may create images in the current project. */
export interface CreatePermission {
  readonly grant: Grant;
  /** Another project of the user in which creating is allowed, or `null`. */
  readonly otherProject: { readonly name: string; readonly onSwitch: () => void } | null;
}

export interface CreateConfig {
  /** `domain/project`: the only project in which policy `ecf` allows creating images. The operator configures it. */
  readonly adminProject: string;
  readonly onSwitchProject: (project: ProjectRef) => void;
}

export function useCreatePermission({ adminProject, onSwitchProject }: CreateConfig): CreatePermission {
  const { actions, projects } = useSession();
  const grant = actions['image.create'];
  const project = projects.find(({ domain, name }) => `${domain}/${name}` === adminProject);
  const isAllowedThere = !grant.allowed && grant.reason === 'administratorProjectOnly' && project !== undefined;
  return {
    grant,
    otherProject: isAllowedThere ? { name: adminProject, onSwitch: () => onSwitchProject(project) } : null,
  };
}

/** Opens the create page. Without permission, the button shows the reason, and a link switches to the other project. */
export function CreateButton({ create }: { readonly create: CreatePermission }) {
  const { t } = useTranslation(['image', 'imageList']);
  const { grant, otherProject } = create;
  const navigate = useNavigate();
  const label = t('image:action.create');
  if (!grant.allowed) {
    return (
      <>
        {otherProject !== null && (
          <Button type="link" onClick={otherProject.onSwitch}>
            {t('imageList:switchProject', { project: otherProject.name })}
          </Button>
        )}
        <BlockedButton className={styles.blockedCreate} label={label} reason={t(`image:blocked.${grant.reason}`)} />
      </>
    );
  }
  return (
    <Button
      type="primary"
      icon={<PlusOutlined aria-hidden="true" />}
      href={routes.imageCreate}
      onClick={(event) => {
        event.preventDefault();
        void navigate(routes.imageCreate);
      }}
    >
      {label}
    </Button>
  );
}
