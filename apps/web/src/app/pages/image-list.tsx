import { lazy, Suspense } from 'react';
import { ImageListPage, type ListSlots } from '../../features/image-list/index.ts';
import { usePendingShares } from '../../resources/image/index.ts';
import { useSession } from '../../resources/session/index.ts';
import { useImageActions } from '../image-actions.tsx';
import { useRuntimeConfig } from '../runtime-config.ts';
import { useScopeSwitch } from '../shell/use-scope-switch.ts';

const ShareInbox = lazy(async () => ({
  default: (await import('../../features/image-share/index.ts')).ShareInbox,
}));
const ExportDialog = lazy(async () => ({
  default: (await import('../../features/image-export/index.ts')).ExportDialog,
}));

/** Accepted images stand in the list itself. */
const asked = ['pending', 'rejected'] as const;

/** The list, with what other tasks put into it. */
export function Component() {
  const { actions, dialog } = useImageActions();
  const { adminProject } = useRuntimeConfig();
  const { switchTo } = useScopeSwitch();
  const slots: ListSlots = {
    inbox: (
      <Suspense>
        <ShareInbox answers={asked} />
      </Suspense>
    ),
    waiting: usePendingShares(useSession()),
    exportDialog: (view) => (
      <Suspense>
        <ExportDialog {...view} />
      </Suspense>
    ),
  };
  return (
    <>
      <ImageListPage
        actions={actions}
        slots={slots}
        create={{ adminProject, onSwitchProject: ({ id }) => switchTo({ projectId: id }) }}
        store={localStorage}
      />
      {dialog}
    </>
  );
}
