import { lazy, Suspense } from 'react';
import { useNavigate, useParams } from 'react-router';
import { ImageDetailPage } from '../../features/image-detail/index.ts';
import { useImportActions } from '../../resources/image/index.ts';
import { routes } from '../../shared/paths/index.ts';
import { useImageActions } from '../image-actions.tsx';

const SharingPanel = lazy(async () => ({
  default: (await import('../../features/image-share/index.ts')).SharingPanel,
}));

/** One image; when it has been deleted from here, the list is where one is. */
export function Component() {
  const { id = '' } = useParams();
  const navigate = useNavigate();
  const imports = useImportActions();
  const { actions, dialog } = useImageActions((gone) => {
    for (const image of gone) imports.dismiss(image.id);
    void navigate(routes.images);
  });
  return (
    <>
      <ImageDetailPage
        key={id}
        id={id}
        actions={actions}
        sharing={(image) => (
          <Suspense>
            <SharingPanel image={image} />
          </Suspense>
        )}
      />
      {dialog}
    </>
  );
}
