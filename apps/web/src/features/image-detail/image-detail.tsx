import { importState } from '@console/image-model';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import {
  ImageActionButton,
  type ImageActions,
  type ImageRecord,
  OsMark,
  StatusMark,
  useImageWords,
} from '../../resources/image/index.ts';
import { CopyText, PageHeader, Tabs } from '../../shared/ui/index.ts';
import styles from './detail.module.css';
import { ImportNotice } from './import-notice.tsx';
import { JsonPanel } from './json-panel.tsx';
import { PropertiesPanel } from './properties-panel.tsx';
import { Summary } from './summary.tsx';
import { TasksPanel } from './tasks-panel.tsx';
import { useDetailTabs } from './use-detail-tabs.ts';
import { VolumesPanel } from './volumes-panel.tsx';

/** @param props.notice stands above everything; @param props.sharing the panel of 共享 */
export function ImageDetail(props: {
  readonly record: ImageRecord;
  readonly actions: ImageActions;
  readonly notice: ReactNode;
  readonly sharing: ReactNode;
}) {
  const { t } = useTranslation(['imageDetail', 'image']);
  const words = useImageWords();
  const [query, setQuery] = useSearchParams();
  const { record, actions } = props;
  const { image } = record;
  const { tabs, first } = useDetailTabs(image);
  const tab = tabs.find(({ key }) => key === query.get('tab'))?.key ?? first;
  function choose(key: typeof tab): void {
    const next = new URLSearchParams(query);
    if (key === first) next.delete('tab');
    else next.set('tab', key);
    setQuery(next, { replace: true });
  }
  return (
    <article className={styles.detail}>
      <PageHeader
        title={
          <span className={styles.title}>
            <OsMark image={image} />
            {words.name(image)}
          </span>
        }
        beside={
          <span role="status">
            <StatusMark image={image} />
          </span>
        }
        actions={actions.offered.map((action) => (
          <ImageActionButton
            key={action}
            look="button"
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
      <Tabs label={t('imageDetail:tab.label')} items={tabs} current={tab} onChoose={choose}>
        {tab === 'properties' && <PropertiesPanel image={image} />}
        {tab === 'sharing' && props.sharing}
        {tab === 'volumes' && <VolumesPanel imageId={image.id} />}
        {tab === 'tasks' && <TasksPanel id={image.id} isRunning={importState(image) === 'running'} />}
        {tab === 'json' && <JsonPanel wire={record.wire} />}
      </Tabs>
    </article>
  );
}
