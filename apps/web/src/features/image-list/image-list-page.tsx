import type { Session } from '@console/bff-contract';
import type { Image } from '@console/image-model';
import { Button } from 'antd';
import { lazy, type ReactNode, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import type { ImageActions } from '../../resources/images/image-action-button.tsx';
import { useImageLabels } from '../../resources/images/image-labels.ts';
import { useImages, usePollMovingImages } from '../../resources/images/image-queries.ts';
import { projectLabels } from '../../resources/projects/project-labels.ts';
import { useSession } from '../../resources/session/session.ts';
import { routes } from '../../shared/paths/index.ts';
import { scopeOf } from '../../shared/query/index.ts';
import { useMediaQuery } from '../../shared/theme/index.ts';
import { EmptyState, FailureAlert, LazyBoundary, SlowResponse, Tabs } from '../../shared/ui/index.ts';
import { type ColumnSettingsStorage, resizeColumn, useColumnSettings } from './column-settings.ts';
import { type CellContext, shortId } from './columns.tsx';
import { useFilteredImages } from './filter-and-sort-images.ts';
import { useFilterLabels } from './filter-labels.ts';
import { ImageCards } from './image-cards.tsx';
import styles from './image-list.module.css';
import { ImageTable } from './image-table.tsx';
import { useKeyboardShortcuts } from './keyboard.ts';
import {
  CreateButton,
  type CreateConfig,
  type CreatePermission,
  ListHeader,
  useCreatePermission,
} from './list-header.tsx';
import { ListToolbar } from './list-toolbar.tsx';
import { Pagination } from './pagination.tsx';
import { noConditions, tabs, useListParams } from './search-params.ts';
import { SelectionToolbar, selectedImages, useSelection } from './selection.tsx';

const KeyboardHelp = lazy(() => import('./keyboard-help.tsx'));
const noImages: readonly Image[] = [];

/** The images and columns that the export dialog starts with. */
export interface ListExport {
  /** In the order of the list. */
  readonly images: readonly Image[];
  /** False while further pages of the list are being loaded. */
  readonly complete: boolean;
  /** Keys of the visible columns in their order. */
  readonly columns: readonly string[];
  readonly onClose: () => void;
}

/** Parts of other features that the page shows. */
export interface ListSlots {
  /** Shared images that wait for the user's answer; shown above the images of the tab "Shared". */
  readonly shareInbox: ReactNode;
  readonly pendingShareCount: number;
  readonly exportDialog: (props: ListExport) => ReactNode;
}

/** All images that the user may see. The browser loads the whole list, and searches, filters, sorts and pages it. */
export function ImageListPage(props: {
  readonly actions: ImageActions;
  readonly slots: ListSlots;
  readonly create: CreateConfig;
  readonly storage: ColumnSettingsStorage;
}) {
  const { actions, slots } = props;
  const { t } = useTranslation('imageList');
  const session = useSession();
  const scope = scopeOf(session);
  const query = useImages(scope);
  const images = query.data?.images ?? noImages;
  const refresh = () => void query.refetch();

  const [params, changeParams] = useListParams();
  const projectName = useProjectName(session.projects);
  const context = useCellContext(projectName);
  const { rows, page, pageCount, matching, allSorted } = useFilteredImages(images, params, context.ownerName);
  usePollMovingImages(scope, rows);

  const filterLabels = useFilterLabels(projectName);
  const { settings, visibleColumns, changeSettings } = useColumnSettings(props.storage);
  const selection = useSelection();
  const selected = selectedImages(images, selection);
  const [exportSource, setExportSource] = useState<'matching' | 'selected' | null>(null);
  const create = useCreatePermission(props.create);
  const [phoneQuery] = useState(() => window.matchMedia('(max-width: 640px)'));
  const isPhone = useMediaQuery(phoneQuery);

  const navigate = useNavigate();
  const searchInput = useRef<HTMLInputElement>(null);
  const [isHelpOpen, setHelpOpen] = useState(false);
  useKeyboardShortcuts({
    onSearch: () => {
      searchInput.current?.focus();
      searchInput.current?.select();
    },
    onCreate: () => create.grant.allowed && void navigate(routes.imageCreate),
    onHelp: () => setHelpOpen(true),
  });

  return (
    <>
      <ListHeader matchCount={matching.length} totalCount={images.length} query={query} create={create} />
      <Tabs
        label={t('tabs.label')}
        items={tabs.map((key) => ({
          key,
          label:
            key === 'shared' && slots.pendingShareCount > 0
              ? t('tabs.waiting', { count: slots.pendingShareCount })
              : t(`tabs.${key}`),
        }))}
        current={params.tab}
        onChoose={(tab) => changeParams({ tab })}
        className={styles.panel}
      >
        {params.tab === 'shared' && slots.shareInbox}
        {selected.length > 0 ? (
          <SelectionToolbar
            selected={selected}
            actions={actions}
            onExport={() => setExportSource('selected')}
            onClear={selection.clear}
          />
        ) : (
          <ListToolbar
            images={images}
            params={params}
            onChange={changeParams}
            labels={filterLabels}
            matchCount={matching.length}
            columnSettings={settings}
            onColumnSettings={changeSettings}
            isRefreshing={query.isFetching}
            onRefresh={refresh}
            onExport={() => setExportSource('matching')}
            onHelp={() => setHelpOpen(true)}
            searchRef={searchInput}
            isPhone={isPhone}
          />
        )}
        {query.error !== null && <FailureAlert error={query.error} title={t('failed')} onRetry={refresh} />}
        {images.length === 0 && query.isPending && <LoadingState />}
        {images.length === 0 && query.isSuccess && <NoImages create={create} />}
        {images.length > 0 && rows.length === 0 && (
          <NoMatches onReset={() => changeParams({ ...noConditions, tab: 'all' })} />
        )}
        {rows.length > 0 && isPhone && (
          <ImageCards rows={rows} context={context} selection={selection} actions={actions} />
        )}
        {rows.length > 0 && !isPhone && (
          <ImageTable
            rows={rows}
            context={context}
            selection={selection}
            actions={actions}
            columns={visibleColumns}
            onResize={(key, width) => changeSettings(resizeColumn(settings, key, width))}
            sort={params.sort}
            onSort={(sort) => changeParams({ sort })}
          />
        )}
        {matching.length > 0 && (
          <Pagination
            page={page}
            pageCount={pageCount}
            pageSize={params.pageSize}
            matchCount={matching.length}
            onChange={changeParams}
          />
        )}
      </Tabs>
      {exportSource !== null &&
        slots.exportDialog({
          images: exportSource === 'matching' ? matching : selectedImages(allSorted(), selection),
          complete: exportSource === 'selected' || query.data?.complete === true,
          columns: visibleColumns.map(({ key }) => key),
          onClose: () => setExportSource(null),
        })}
      {isHelpOpen && (
        <LazyBoundary onDismiss={() => setHelpOpen(false)}>
          <KeyboardHelp onClose={() => setHelpOpen(false)} />
        </LazyBoundary>
      )}
    </>
  );
}

/** Returns a project's name, or its short ID if the user is no member of it. */
function useProjectName(projects: Session['projects']): (id: string) => string {
  return useMemo(() => {
    const labels = projectLabels(projects, ({ name, domain }) => `${name} / ${domain}`);
    return (id) => labels.get(id) ?? shortId(id);
  }, [projects]);
}

/** Has a stable identity, so that memoized rows are not rendered again. */
function useCellContext(projectName: (id: string) => string): CellContext {
  const { t } = useTranslation('image');
  const labels = useImageLabels();
  return useMemo(
    () => ({ labels, ownerName: ({ owner }) => (owner === null ? t('none') : projectName(owner)) }),
    [labels, projectName, t],
  );
}

const skeletonWidths = ['72%', '48%', '60%', '54%', '66%', '40%', '58%', '50%'];

/** A skeleton of the table, and a note once the cloud takes long to answer. */
function LoadingState() {
  const { t } = useTranslation('imageList');
  return (
    <>
      <SlowResponse service="image" />
      <div className={styles.skeleton} role="status" aria-label={t('loading')}>
        {skeletonWidths.map((width) => (
          <div key={width} style={{ inlineSize: width }} />
        ))}
      </div>
    </>
  );
}

/** The cloud has no image for this user. */
function NoImages({ create }: { readonly create: CreatePermission }) {
  const { t } = useTranslation('imageList');
  return (
    <EmptyState
      title={t('empty.title')}
      hint={create.grant.allowed ? t('empty.hint') : t('empty.hintReader')}
      action={create.grant.allowed && <CreateButton create={create} />}
    />
  );
}

/** No loaded image matches the tab, the search and the filters. */
function NoMatches({ onReset }: { readonly onReset: () => void }) {
  const { t } = useTranslation('imageList');
  return (
    <EmptyState
      title={t('nothing.title')}
      hint={t('nothing.hint')}
      action={<Button onClick={onReset}>{t('filter.reset')}</Button>}
    />
  );
}
