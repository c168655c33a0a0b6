import { ImageCreatePage } from '../../features/image-create/index.ts';
import { useSessionGone } from '../../resources/session/session-gone.tsx';
import { useRuntimeConfig } from '../runtime-config.ts';
import { useScopeSwitch } from '../shell/use-scope-switch.ts';

export function Component() {
  const { adminProject } = useRuntimeConfig();
  const { switchTo } = useScopeSwitch();
  const gone = useSessionGone();
  return (
    <ImageCreatePage
      adminProject={adminProject}
      onSwitchProject={({ id }) => switchTo({ projectId: id })}
      onSignInAgain={gone.raise}
    />
  );
}
