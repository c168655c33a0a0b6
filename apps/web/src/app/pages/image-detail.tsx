import { lazy } from 'react';
import { useNavigate, useParams } from 'react-router';
import { ImageDetailPage } from '../../features/image-detail/index.ts';
import { useImportActions } from '../../resources/imports/imports-context.tsx';
import { routes } from '../../shared/paths/index.ts';
import { LazyBoundary } from '../../shared/ui/index.ts';
import { useImageActions } from '../image-actions.tsx';

const SharingPanel = lazy(async () => ({
  default: (await import('../../features/image-share/index.ts')).SharingPanel,
}));

/** The page of one image. After the image is deleted here, the list follows. */
export function Component() {
  const { id = '' } = useParams();
  const navigate = useNavigate();
  const imports = useImportActions();
  const { actions, dialog } = useImageActions((deleted) => {
    for (const image of deleted) imports.dismiss(image.id);
    void navigate(routes.images);
  });
  return (
    <>
      <ImageDetailPage
        key={id}
        id={id}
        actions={actions}
        sharing={(image) => (
          <LazyBoundary>
            <SharingPanel image={image} />
          </LazyBoundary>
        )}
      />
      {dialog}
    </>
  );
}
