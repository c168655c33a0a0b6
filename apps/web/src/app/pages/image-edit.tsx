import { useCallback } from 'react';
import { useLocation, useNavigate, useParams } from 'react-router';
import { ImageEditPage } from '../../features/image-edit/index.ts';
import { routes } from '../../shared/paths/index.ts';

/** The edit page. Afterwards the user is back on the page that they came from, or else on the image's page. */
export function Component() {
  const { id = '' } = useParams();
  const navigate = useNavigate();
  const { state } = useLocation();
  const isFromConsole = typeof state === 'object' && state !== null && 'isFromConsole' in state;
  const goBack = useCallback(
    () => void (isFromConsole ? navigate(-1) : navigate(routes.image(id), { replace: true })),
    [isFromConsole, id, navigate],
  );
  return <ImageEditPage key={id} id={id} onDone={goBack} />;
}
