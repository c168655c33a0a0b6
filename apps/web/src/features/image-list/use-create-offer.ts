import type { ProjectRef } from '@console/bff-contract';
import { useSession } from '../../resources/session/index.ts';
import type { CreateOffer } from './create-button.tsx';

/** Where creating belongs, as the operator has set it. */
export interface CreatePlace {
  /** `domain/project` */
  readonly adminProject: string;
  readonly onSwitchProject: (project: ProjectRef) => void;
}

/** Whether an image can be created in the project at hand, or by going to another one the user has joined. */
export function useCreateOffer({ adminProject, onSwitchProject }: CreatePlace): CreateOffer {
  const { actions, projects } = useSession();
  const grant = actions['image.create'];
  const target = projects.find(({ domain, name }) => `${domain}/${name}` === adminProject);
  const helps = !grant.allowed && grant.reason === 'administratorProjectOnly' && target !== undefined;
  return { grant, elsewhere: helps ? { project: adminProject, go: () => onSwitchProject(target) } : null };
}
