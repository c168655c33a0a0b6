import type { Image } from '@console/image-model';
import { useTranslation } from 'react-i18next';
import { useProfile } from '../../resources/image/index.ts';
import { useSession } from '../../resources/session/index.ts';
import type { TabItem } from '../../shared/ui/index.ts';
import { useMemberCount } from './use-member-count.ts';

const names = ['properties', 'sharing', 'volumes', 'tasks', 'json'] as const;
export type TabName = (typeof names)[number];

/** The tabs an image has in this cloud and for this reader, with their labels; the first is the one to start with. */
export function useDetailTabs(image: Image): { readonly tabs: readonly TabItem<TabName>[]; readonly first: TabName } {
  const { t } = useTranslation('imageDetail');
  const { actions } = useSession();
  const { jobs } = useProfile().capabilities;
  const members = useMemberCount(image);
  const offered: Readonly<Record<TabName, boolean>> = {
    properties: true,
    sharing: true,
    volumes: actions['volume.list'].allowed,
    tasks: jobs !== 'imsJobs',
    json: true,
  };
  const tabs = names
    .filter((name) => offered[name])
    .map((key) => ({
      key,
      label: key === 'sharing' && members !== null ? t('tab.sharingWith', { members }) : t(`tab.${key}`),
    }));
  return { tabs, first: names[0] };
}
