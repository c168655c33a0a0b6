import type { Image } from '@console/image-model';
import { lazy, type ReactNode, Suspense, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import {
  type ImageActions,
  scopeOf,
  useFollowChanging,
  useImages,
  useImageWords,
} from '../../resources/image/index.ts';
import { useSession } from '../../resources/session/index.ts';
import { routes } from '../../shared/paths/index.ts';
import { FailureAlert, Tabs, usePageTitle } from '../../shared/ui/index.ts';
import { BatchBar } from './batch-bar.tsx';
import { useFilterWords } from './filter-words.ts';
import styles from './list.module.css';
import { tabs } from './list-address.ts';
import { ListBar } from './list-bar.tsx';
import { ListBody } from './list-body.tsx';
import { ListHead } from './list-head.tsx';
import { Pager } from './pager.tsx';
import { pickedOf, useSelection } from './selection.ts';
import { type ChoiceStore, useColumnChoice } from './use-column-choice.ts';
import { type CreatePlace, useCreateOffer } from './use-create-offer.ts';
import { useListAddress } from './use-list-address.ts';
import { useListKeys } from './use-list-keys.ts';
import { useListView, useOwnerName, useProjectName } from './use-list-view.ts';
import { useNarrow } from './use-narrow.ts';

const KeyHelp = lazy(() => import('./key-help.tsx'));
const none: readonly Image[] = [];

/** Images to be exported, in their order. */
export interface ListView {
  readonly images: readonly Image[];
  /** False while more of the list is on its way. */
  readonly complete: boolean;
  /** Keys of the columns in their order. */
  readonly columns: readonly string[];
  readonly onClose: () => void;
}

/** What of other tasks stands in the list. */
export interface ListSlots {
  /** Over the tab of shared images: what waits for an answer. */
  readonly inbox: ReactNode;
  /** How many of those there are. */
  readonly waiting: number;
  readonly exportDialog: (view: ListView) => ReactNode;
}

/** 镜像 / Images: everything the cloud shows to this user; found, ordered and cut here. */
export function ImageListPage(props: {
  readonly actions: ImageActions;
  readonly slots: ListSlots;
  readonly create: CreatePlace;
  /** Keeps the choice of columns. */
  readonly store: ChoiceStore;
}) {
  const { actions, slots } = props;
  const { t } = useTranslation(['imageList', 'image']);
  usePageTitle(t('imageList:title'));
  const session = useSession();
  const scope = scopeOf(session);
  const loaded = useImages(scope);
  const images = loaded.data?.images ?? none;
  const isComplete = loaded.data?.complete ?? false;
  const [address, change] = useListAddress();
  const projectName = useProjectName(session.projects);
  const ownerName = useOwnerName(projectName);
  const { inOrder, matching, rows, page, pageCount } = useListView(images, address, ownerName);
  useFollowChanging(scope, rows);

  const words = useImageWords();
  const say = useMemo(() => ({ words, ownerName }), [words, ownerName]);
  const filterWords = useFilterWords(projectName);
  const columns = useColumnChoice(props.store);
  const selection = useSelection();
  const picked = pickedOf(images, selection);
  const isNarrow = useNarrow();
  const refresh = () => void loaded.refetch();
  const create = useCreateOffer(props.create);
  const [exported, setExported] = useState<'view' | 'picked' | null>(null);

  const navigate = useNavigate();
  const search = useRef<HTMLInputElement>(null);
  const [isHelpOpen, setHelpOpen] = useState(false);
  useListKeys({
    onSearch: () => {
      search.current?.focus();
      search.current?.select();
    },
    onCreate: () => create.grant.allowed && void navigate(routes.imageCreate),
    onHelp: () => setHelpOpen(true),
  });

  return (
    <>
      <ListHead counts={{ matching: matching.length, all: images.length }} loaded={loaded} create={create} />
      <Tabs
        label={t('imageList:tabs.label')}
        items={tabs.map((key) => ({
          key,
          label:
            key === 'shared' && slots.waiting > 0
              ? t('imageList:tabs.waiting', { count: slots.waiting })
              : t(`imageList:tabs.${key}`),
        }))}
        current={address.tab}
        onChoose={(tab) => change({ tab })}
        className={styles.panel}
      >
        {address.tab === 'shared' && slots.inbox}
        {picked.length > 0 ? (
          <BatchBar
            picked={picked}
            actions={actions}
            onExport={() => setExported('picked')}
            onClear={selection.clear}
          />
        ) : (
          <ListBar
            address={address}
            onChange={change}
            images={images}
            words={filterWords}
            matching={matching.length}
            choice={columns.choice}
            onChoice={columns.choose}
            isRefreshing={loaded.isFetching}
            onRefresh={refresh}
            onExport={() => setExported('view')}
            onHelp={() => setHelpOpen(true)}
            searchRef={search}
            isNarrow={isNarrow}
          />
        )}
        {loaded.error !== null && <FailureAlert error={loaded.error} title={t('imageList:failed')} onRetry={refresh} />}
        <ListBody
          rows={rows}
          say={say}
          selection={selection}
          actions={actions}
          address={address}
          onChange={change}
          columns={columns.shown}
          choice={columns.choice}
          onChoice={columns.choose}
          isNarrow={isNarrow}
          state={images.length > 0 ? 'some' : loaded.status === 'success' ? 'none' : loaded.status}
          create={create}
        />
        {matching.length > 0 && (
          <Pager address={address} page={page} pageCount={pageCount} matching={matching.length} onChange={change} />
        )}
      </Tabs>
      {exported !== null &&
        slots.exportDialog({
          images: exported === 'view' ? matching : pickedOf(inOrder(), selection),
          complete: exported === 'picked' || isComplete,
          columns: columns.shown.map(({ key }) => key),
          onClose: () => setExported(null),
        })}
      {isHelpOpen && (
        <Suspense>
          <KeyHelp onClose={() => setHelpOpen(false)} />
        </Suspense>
      )}
    </>
  );
}
