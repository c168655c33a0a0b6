import { ImageCreatePage } from '../../features/image-create/index.ts';
import { useSessionGone } from '../../resources/session/index.ts';
import { useRuntimeConfig } from '../runtime-config.ts';
import { useScope } from '../shell/use-scope.ts';

export function Component() {
  const { adminProject } = useRuntimeConfig();
  const { go } = useScope();
  const gone = useSessionGone();
  return (
    <ImageCreatePage
      adminProject={adminProject}
      onSwitchProject={({ id }) => go({ projectId: id })}
      onSignInAgain={gone.raise}
    />
  );
}
