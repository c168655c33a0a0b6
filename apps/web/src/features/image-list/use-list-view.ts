import type { Session } from '@console/bff-contract';
import type { Image } from '@console/image-model';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { projectLabels } from '../../resources/project/index.ts';
import { shortId } from './id-cell.tsx';
import type { ListAddress } from './list-address.ts';
import { type Entry, filterEntries, indexImages, pageOf, sortEntries } from './view.ts';

/** What a project is called: its name where the user has joined it, the beginning of its ID otherwise. */
export function useProjectName(projects: Session['projects']): (id: string) => string {
  return useMemo(() => {
    const labels = projectLabels(projects, ({ name, domain }) => `${name} / ${domain}`);
    return (id) => labels.get(id) ?? shortId(id);
  }, [projects]);
}

/** Name of an image's project. */
export function useOwnerName(projectName: (id: string) => string): (image: Image) => string {
  const { t } = useTranslation('image');
  return useMemo(
    () =>
      ({ owner }) =>
        owner === null ? t('none') : projectName(owner),
    [projectName, t],
  );
}

/** What is in view of the images loaded. Each step is done again only when what it depends on has changed. */
export function useListView(images: readonly Image[], address: ListAddress, ownerName: (image: Image) => string) {
  const { i18n } = useTranslation();
  const { column, direction } = address.sort;
  const locale = i18n.language;
  const known = useMemo(() => new WeakMap<Image, Entry>(), []);
  const entries = useMemo(() => indexImages(images, known), [images, known]);
  const sorted = useMemo(
    () => sortEntries(entries, { column, direction }, { locale, ownerName }),
    [entries, column, direction, locale, ownerName],
  );
  const matching = filterEntries(sorted, address);
  return { inOrder: () => sorted.map(({ image }) => image), matching, ...pageOf(matching, address) };
}
