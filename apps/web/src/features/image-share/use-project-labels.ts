import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { projectLabels } from '../../resources/project/index.ts';
import { useSession } from '../../resources/session/index.ts';

/** What to call the projects that the user has joined, by id. */
export function useProjectLabels(): ReadonlyMap<string, string> {
  const { t } = useTranslation('imageShare');
  const { projects } = useSession();
  return useMemo(
    () => projectLabels(projects, ({ name, domain }) => t('project.withDomain', { name, domain })),
    [projects, t],
  );
}
