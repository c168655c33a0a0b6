import type { ProjectRef } from '@console/bff-contract';

/** @param adminProject `domain/project`; Keystone's first domain is named `Default` and has the id `default` */
export function isNamed(project: ProjectRef, adminProject: string): boolean {
  const [domain = '', name] = adminProject.split('/');
  return project.name === name && project.domain.toLowerCase() === domain.toLowerCase();
}
