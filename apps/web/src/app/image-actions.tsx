import { type Image, type ImageAction, imageAction } from '@console/image-model';
import { type ComponentType, lazy, type ReactNode, Suspense, useMemo, useState } from 'react';
import { useNavigate } from 'react-router';
import type { ImageActions } from '../resources/image/index.ts';
import { useSession } from '../resources/session/index.ts';
import { routes } from '../shared/paths/index.ts';
import { useRestoreFocus } from '../shared/ui/index.ts';

interface DialogProps {
  readonly images: readonly Image[];
  readonly onClose: () => void;
  readonly onDeleted: (images: readonly Image[]) => void;
}

type Entry = {
  readonly action: ImageAction;
  /** Whether it can be asked of several at once. */
  readonly batch: boolean;
} & (
  | { readonly Dialog: ComponentType<DialogProps> }
  /** Done on a page of its own. */
  | { readonly page: (id: string) => string }
);

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

/** What can be done with images, in the order in which it is offered. Here the tasks meet; a new one is a line. */
const table: readonly Entry[] = [
  { action: 'modify', batch: false, page: routes.imageEdit },
  { action: 'download', batch: true, Dialog: DownloadDialog },
  { action: 'createVolume', batch: false, Dialog: CreateVolume },
  { action: 'tag', batch: true, Dialog: TagsDialog },
  { action: 'delete', batch: true, Dialog: DeleteDialog },
];

const offered = table.map(({ action }) => action);
const batch = table.filter((entry) => entry.batch).map(({ action }) => action);

const entryOf = (action: ImageAction) => table.find((entry) => entry.action === action);

interface Asked {
  readonly Dialog: ComponentType<DialogProps>;
  readonly images: readonly Image[];
}

/** The actions for a page that shows images, and the dialog of the one under way, to be drawn beside the page. */
export function useImageActions(onDeleted: (images: readonly Image[]) => void = () => undefined): {
  readonly actions: ImageActions;
  readonly dialog: ReactNode;
} {
  const session = useSession();
  const navigate = useNavigate();
  const [asked, setAsked] = useState<Asked | null>(null);
  const actions = useMemo<ImageActions>(
    () => ({
      offered,
      batch,
      permission: (action, image) => imageAction(action, image, session),
      run: (action, images) => {
        const entry = entryOf(action);
        const [first] = images;
        if (entry === undefined || first === undefined) return;
        if ('page' in entry) void navigate(entry.page(first.id), { state: { fromHere: true } });
        else setAsked({ Dialog: entry.Dialog, images });
      },
    }),
    [session, navigate],
  );
  const Dialog = asked?.Dialog;
  const dialog = asked !== null && Dialog !== undefined && (
    <FocusGivenBack>
      <Suspense>
        <Dialog images={asked.images} onClose={() => setAsked(null)} onDeleted={onDeleted} />
      </Suspense>
    </FocusGivenBack>
  );
  return { actions, dialog };
}

/** The button that has opened a dialog has the focus again after it. */
function FocusGivenBack({ children }: { readonly children: ReactNode }) {
  useRestoreFocus();
  return children;
}
