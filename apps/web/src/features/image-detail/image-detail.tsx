import { type Image, importState } from '@console/image-model';
import { mibToGib } from '@console/units';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import { ImageActionButton, type ImageActions } from '../../resources/images/image-action-button.tsx';
import type { ImageRecord } from '../../resources/images/image-api.ts';
import { OsBadge, StatusBadge } from '../../resources/images/image-badges.tsx';
import { useImageLabels } from '../../resources/images/image-labels.ts';
import { useProfile } from '../../resources/images/profile.tsx';
import { useMembers } from '../../resources/members/members.ts';
import { useSession } from '../../resources/session/session.ts';
import { CopyText, PageHeader, Size, type TabItem, Tabs, Time } from '../../shared/ui/index.ts';
import styles from './detail.module.css';
import { ImportNotice } from './import-notice.tsx';
import { JsonPanel } from './json-panel.tsx';
import { PropertiesPanel } from './properties-panel.tsx';
import { TasksPanel } from './tasks-panel.tsx';
import { VolumesPanel } from './volumes-panel.tsx';

/**
 * A loaded image: header with actions, notices, summary and tabs. The selected tab is in the address.
 * @param props.notice rendered above everything else
 * @param props.sharing the panel of the tab 共享
 */
export function ImageDetail(props: {
  readonly record: ImageRecord;
  readonly actions: ImageActions;
  readonly notice: ReactNode;
  readonly sharing: ReactNode;
}) {
  const { t } = useTranslation(['imageDetail', 'image']);
  const labels = useImageLabels();
  const [params, setParams] = useSearchParams();
  const { record, actions } = props;
  const { image } = record;
  const tabs = useTabs(image);
  const tab = tabs.find(({ key }) => key === params.get('tab'))?.key ?? defaultTab;
  function selectTab(key: TabName): void {
    const next = new URLSearchParams(params);
    if (key === defaultTab) next.delete('tab');
    else next.set('tab', key);
    setParams(next, { replace: true });
  }
  return (
    <article className={styles.detail}>
      <PageHeader
        title={
          <span className={styles.title}>
            <OsBadge image={image} />
            {labels.name(image)}
          </span>
        }
        beside={
          <span role="status">
            <StatusBadge image={image} />
          </span>
        }
        actions={actions.offered.map((action) => (
          <ImageActionButton
            key={action}
            variant="button"
            action={action}
            permission={actions.permission(action, image)}
            onClick={() => actions.run(action, [image])}
          />
        ))}
      >
        <CopyText text={image.id} label={t('image:field.id')} />
      </PageHeader>
      {props.notice}
      <ImportNotice image={image} actions={actions} />
      <Summary image={image} />
      <Tabs label={t('imageDetail:tab.label')} items={tabs} current={tab} onChoose={selectTab}>
        {tab === 'properties' && <PropertiesPanel image={image} />}
        {tab === 'sharing' && props.sharing}
        {tab === 'volumes' && <VolumesPanel imageId={image.id} />}
        {tab === 'tasks' && <TasksPanel id={image.id} isRunning={importState(image) === 'running'} />}
        {tab === 'json' && <JsonPanel wire={record.wire} />}
      </Tabs>
    </article>
  );
}

const tabNames = ['properties', 'sharing', 'volumes', 'tasks', 'json'] as const;
type TabName = (typeof tabNames)[number];
const defaultTab: TabName = 'properties';

/** Returns the tabs that this cloud and the user's permissions offer, with their labels. */
function useTabs(image: Image): readonly TabItem<TabName>[] {
  const { t } = useTranslation('imageDetail');
  const session = useSession();
  const { jobs } = useProfile().capabilities;
  const memberCount = useMembers(session, image).data?.length;
  const isOffered: Readonly<Record<TabName, boolean>> = {
    properties: true,
    sharing: true,
    volumes: session.actions['volume.list'].allowed,
    tasks: jobs !== 'imsJobs',
    json: true,
  };
  return tabNames
    .filter((name) => isOffered[name])
    .map((key) => ({
      key,
      label:
        key === 'sharing' && memberCount !== undefined
          ? t('tab.sharingWith', { members: memberCount })
          : t(`tab.${key}`),
    }));
}

/** The most important attributes, the description and the tags. */
function Summary({ image }: { readonly image: Image }) {
  const { t } = useTranslation(['imageDetail', 'image']);
  const labels = useImageLabels();
  const gib = (value: number) => (value === 0 ? t('imageDetail:summary.noLimit') : String(value));
  const attributes: readonly (readonly [label: string, value: ReactNode])[] = [
    [t('image:field.os'), labels.os(image)],
    [t('image:field.architecture'), labels.architecture(image)],
    [t('image:field.hypervisor'), labels.hypervisor(image)],
    [t('image:field.bootMode'), labels.bootMode(image)],
    [t('image:field.diskFormat'), labels.format(image)],
    [t('image:field.virtualSize'), <Size key="virtual" bytes={image.virtualSize} />],
    [t('image:field.size'), <Size key="stored" bytes={image.size} />],
    [t('image:field.minDisk'), gib(image.minDiskGib)],
    [t('image:field.minMemory'), gib(mibToGib(image.minMemoryMib))],
    [t('image:field.visibility'), labels.visibility(image)],
    [t('image:field.owner'), <Owner key="owner" id={image.owner} />],
    [t('image:field.protected'), labels.yesNo(image.isProtected)],
    [t('image:field.createdAt'), <Time key="created" at={image.createdAt} style="exact" />],
    [t('image:field.updatedAt'), <Time key="updated" at={image.updatedAt} style="exact" />],
  ];
  return (
    <section className={styles.card} aria-label={t('imageDetail:summary.title')}>
      <dl className={styles.attributes}>
        {attributes.map(([label, value]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
        {image.description !== '' && (
          <div className={styles.wide}>
            <dt>{t('image:field.description')}</dt>
            <dd className={styles.text}>{image.description}</dd>
          </div>
        )}
        <div className={styles.wide}>
          <dt>{t('image:field.tags')}</dt>
          <dd>
            {image.tags.length === 0 ? (
              <span className={styles.quiet}>{t('imageDetail:noTags')}</span>
            ) : (
              <ul className={styles.tags}>
                {image.tags.map((tag) => (
                  <li key={tag}>{tag}</li>
                ))}
              </ul>
            )}
          </dd>
        </div>
      </dl>
    </section>
  );
}

/** The owner's ID, and its name if the user has joined that project. */
function Owner({ id }: { readonly id: string | null }) {
  const { t } = useTranslation(['imageDetail', 'image']);
  const { projects } = useSession();
  if (id === null) return t('image:none');
  const name = projects.find((project) => project.id === id)?.name;
  return (
    <>
      {name !== undefined && <div>{name}</div>}
      <CopyText text={id} label={t('imageDetail:ownerId')} />
    </>
  );
}
