import { useCallback } from 'react';
import { useLocation, useNavigate, useParams } from 'react-router';
import { ImageEditPage } from '../../features/image-edit/index.ts';
import { routes } from '../../shared/paths/index.ts';

/** The form of one image; when it is done one is back where it was asked for, else at the image. */
export function Component() {
  const { id = '' } = useParams();
  const navigate = useNavigate();
  const { state } = useLocation();
  const cameFromInside = typeof state === 'object' && state !== null && 'fromHere' in state;
  const goBack = useCallback(
    () => void (cameFromInside ? navigate(-1) : navigate(routes.image(id), { replace: true })),
    [cameFromInside, id, navigate],
  );
  return <ImageEditPage key={id} id={id} onDone={goBack} />;
}
