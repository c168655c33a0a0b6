import { type Image, type ImageAction, imageAction } from '@console/image-model';
import { type ComponentType, lazy, type ReactNode, useMemo, useState } from 'react';
import { useNavigate } from 'react-router';
import type { ImageActions } from '../resources/images/image-action-button.tsx';
import { useSession } from '../resources/session/session.ts';
import { routes } from '../shared/paths/index.ts';
import { LazyBoundary, useRestoreFocus } from '../shared/ui/index.ts';

interface DialogProps {
  readonly images: readonly Image[];
  readonly onClose: () => void;
  readonly onDeleted: (images: readonly Image[]) => void;
}

type Entry = {
  readonly action: ImageAction;
  /** Works on several images at once. */
  readonly isBulk: boolean;
} & ({ readonly Dialog: ComponentType<DialogProps> } | { readonly page: (id: string) => string });

const DeleteDialog = lazy(async () => ({
  default: (await import('../features/image-delete/index.ts')).DeleteImagesDialog,
}));

const DownloadDialog = lazy(async () => {
  const { BulkDownloadDialog, DownloadImageDialog } = await import('../features/image-download/index.ts');
  return {
    default: ({ images, onClose }: DialogProps) => {
      const [image, ...others] = images;
      if (image === undefined) return null;
      return others.length === 0 ? (
        <DownloadImageDialog image={image} onClose={onClose} />
      ) : (
        <BulkDownloadDialog images={images} onClose={onClose} />
      );
    },
  };
});

const CreateVolume = lazy(async () => {
  const { CreateVolumeDialog } = await import('../features/volume-create/index.ts');
  return {
    default: ({ images: [image], onClose }: DialogProps) =>
      image === undefined ? null : <CreateVolumeDialog image={image} onClose={onClose} />,
  };
});

const TagsDialog = lazy(async () => ({
  default: (await import('../features/image-tags/index.ts')).EditTagsDialog,
}));

/** The actions of the image list and page in the order of their buttons. A new action is an entry here. */
const table: readonly Entry[] = [
  { action: 'modify', isBulk: false, page: routes.imageEdit },
  { action: 'download', isBulk: true, Dialog: DownloadDialog },
  { action: 'createVolume', isBulk: false, Dialog: CreateVolume },
  { action: 'tag', isBulk: true, Dialog: TagsDialog },
  { action: 'delete', isBulk: true, Dialog: DeleteDialog },
];

const offered = table.map(({ action }) => action);
const batch = table.filter(({ isBulk }) => isBulk).map(({ action }) => action);

interface OpenDialog {
  readonly Dialog: ComponentType<DialogProps>;
  readonly images: readonly Image[];
}

/**
 * The actions for a page that shows images, and the dialog of the action that was started, which the page renders beside
 * its own content.
 */
export function useImageActions(onDeleted: (images: readonly Image[]) => void = () => undefined): {
  readonly actions: ImageActions;
  readonly dialog: ReactNode;
} {
  const session = useSession();
  const navigate = useNavigate();
  const [open, setOpen] = useState<OpenDialog | null>(null);
  const actions = useMemo<ImageActions>(
    () => ({
      offered,
      batch,
      permission: (action, image) => imageAction(action, image, session),
      run: (action, images) => {
        const entry = table.find((candidate) => candidate.action === action);
        const [first] = images;
        if (entry === undefined || first === undefined) return;
        if ('page' in entry) void navigate(entry.page(first.id), { state: { isFromConsole: true } });
        else setOpen({ Dialog: entry.Dialog, images });
      },
    }),
    [session, navigate],
  );
  if (open === null) return { actions, dialog: null };
  const { Dialog, images } = open;
  const close = () => setOpen(null);
  return {
    actions,
    dialog: (
      <RestoreFocus>
        <LazyBoundary onDismiss={close}>
          <Dialog images={images} onClose={close} onDeleted={onDeleted} />
        </LazyBoundary>
      </RestoreFocus>
    ),
  };
}

/** Returns the focus to the button that opened the dialog. */
function RestoreFocus({ children }: { readonly children: ReactNode }) {
  useRestoreFocus();
  return children;
}
