import { lazy } from 'react';
import { ImageListPage, type ListSlots } from '../../features/image-list/index.ts';
import { usePendingImageCount } from '../../resources/members/shared-images.ts';
import { useSession } from '../../resources/session/session.ts';
import { LazyBoundary } from '../../shared/ui/index.ts';
import { useImageActions } from '../image-actions.tsx';
import { useRuntimeConfig } from '../runtime-config.ts';
import { useScopeSwitch } from '../shell/use-scope-switch.ts';

const ShareInbox = lazy(async () => ({
  default: (await import('../../features/image-share/index.ts')).ShareInbox,
}));
const ExportDialog = lazy(async () => ({
  default: (await import('../../features/image-export/index.ts')).ExportDialog,
}));

/** The list shows accepted images itself. */
const inboxAnswers = ['pending', 'rejected'] as const;

/** The list page with the share inbox and the export dialog of their features. */
export function Component() {
  const { actions, dialog } = useImageActions();
  const { adminProject } = useRuntimeConfig();
  const { switchTo } = useScopeSwitch();
  const slots: ListSlots = {
    shareInbox: (
      <LazyBoundary>
        <ShareInbox answers={inboxAnswers} />
      </LazyBoundary>
    ),
    pendingShareCount: usePendingImageCount(useSession()),
    exportDialog: (props) => (
      <LazyBoundary onDismiss={props.onClose}>
        <ExportDialog {...props} />
      </LazyBoundary>
    ),
  };
  return (
    <>
      <ImageListPage
        actions={actions}
        slots={slots}
        create={{ adminProject, onSwitchProject: ({ id }) => switchTo({ projectId: id }) }}
        storage={localStorage}
      />
      {dialog}
    </>
  );
}
