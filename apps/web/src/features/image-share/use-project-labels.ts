import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { projectLabels } from '../../resources/projects/project-labels.ts';
import { useSession } from '../../resources/session/session.ts';

/** Returns the labels of the projects that the user has joined, by project ID. */
export function useProjectLabels(): ReadonlyMap<string, string> {
  const { t } = useTranslation('imageShare');
  const { projects } = useSession();
  return useMemo(
    () => projectLabels(projects, ({ name, domain }) => t('project.withDomain', { name, domain })),
    [projects, t],
  );
}
