import { ImageCreatePage } from '../../features/image-create/index.ts';
import { useRuntimeConfig } from '../runtime-config.ts';
import { useScope } from '../shell/use-scope.ts';

export function Component() {
  const { adminProject } = useRuntimeConfig();
  const { go } = useScope();
  return <ImageCreatePage adminProject={adminProject} onSwitchProject={({ id }) => go({ projectId: id })} />;
}
