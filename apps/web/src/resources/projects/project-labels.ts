import type { ProjectRef } from '@console/bff-contract';

/**
 * What to call each project, by id: its name, and its domain where two share a name.
 * `withDomain` puts the two together in the reader's language.
 */
export function projectLabels(
  projects: readonly ProjectRef[],
  withDomain: (project: ProjectRef) => string,
): ReadonlyMap<string, string> {
  const uses = Map.groupBy(projects, (project) => project.name);
  return new Map(
    projects.map((project) => [project.id, uses.get(project.name)?.length === 1 ? project.name : withDomain(project)]),
  );
}
