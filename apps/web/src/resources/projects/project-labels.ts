import type { ProjectRef } from '@console/bff-contract';

/**
 * Labels projects, by id: with the name, or with name and domain where several projects share a name.
 * @param withDomain formats name and domain in the user's language
 */
export function projectLabels(
  projects: readonly ProjectRef[],
  withDomain: (project: ProjectRef) => string,
): ReadonlyMap<string, string> {
  const byName = Map.groupBy(projects, (project) => project.name);
  return new Map(
    projects.map((project) => [
      project.id,
      byName.get(project.name)?.length === 1 ? project.name : withDomain(project),
    ]),
  );
}
