import { type ActionName, actionNames, type DenialReason, type Grant, type PolicyName } from '@console/bff-contract';
import { endpointOf } from '../auth/catalog.ts';
import { isNamed } from '../auth/project-name.ts';
import type { SignedIn } from '../session/types.ts';

/** What the current user may do, in the project and region of the session. */
export type Grants = (signedIn: SignedIn) => Readonly<Record<ActionName, Grant>>;

/** Who may do something. The cloud has the last word in any case: a grant here only lets the request through. */
type Who =
  /** Whoever works in a project. */
  | 'everyone'
  /** A role that does more than read. */
  | 'members'
  /** Role `admin` on the administrators' project, from whichever project he works in. */
  | 'cloudAdministrators'
  /** The same, but only while working in that project. */
  | 'cloudAdministratorsAtHome';

/** The permission table: one row for each action, one column for each policy. */
const table: Readonly<Record<ActionName, Readonly<Record<PolicyName, Who>>>> = {
  'image.list': { ecf: 'everyone', openstack: 'everyone' },
  'image.show': { ecf: 'everyone', openstack: 'everyone' },
  'image.create': { ecf: 'cloudAdministratorsAtHome', openstack: 'members' },
  'image.upload': { ecf: 'cloudAdministrators', openstack: 'members' },
  'image.modify': { ecf: 'cloudAdministrators', openstack: 'members' },
  'image.tag': { ecf: 'cloudAdministrators', openstack: 'members' },
  'image.download': { ecf: 'cloudAdministrators', openstack: 'members' },
  'image.delete': { ecf: 'cloudAdministrators', openstack: 'members' },
  'image.share': { ecf: 'cloudAdministrators', openstack: 'members' },
  // The manual has no sharing between projects; a project's people answer for it, as the cloud's own rules have it.
  'image.answerShare': { ecf: 'members', openstack: 'members' },
  'image.deactivate': { ecf: 'cloudAdministrators', openstack: 'members' },
  'volume.list': { ecf: 'everyone', openstack: 'everyone' },
  'volume.create': { ecf: 'cloudAdministrators', openstack: 'members' },
};

interface PolicyDeps {
  readonly policy: PolicyName;
  /** `domain/project`. */
  readonly adminProject: string;
}

export function createGrants({ policy, adminProject }: PolicyDeps): Grants {
  return (signedIn) => {
    const entries = actionNames.map((action) => {
      const reason = commonDenial(signedIn, action) ?? denialOf(table[action][policy], signedIn, adminProject);
      return [action, reason === null ? { allowed: true } : { allowed: false, reason }] as const;
    });
    return Object.fromEntries(entries) as Record<ActionName, Grant>;
  };
}

/** What no policy can allow. */
function commonDenial(signedIn: SignedIn, action: ActionName): DenialReason | null {
  if (signedIn.scope === null) return 'noProject';
  const kind = action.startsWith('volume.') ? 'volume' : 'image';
  return endpointOf(signedIn.scope.endpoints, kind, signedIn.region) === null ? 'serviceMissing' : null;
}

function denialOf(who: Who, signedIn: SignedIn, adminProject: string): DenialReason | null {
  const { scope, cloudAdministrator } = signedIn;
  switch (who) {
    case 'everyone':
      return null;
    case 'members':
      return scope?.roles.some((role) => role !== 'reader') ? null : 'memberRoleNeeded';
    case 'cloudAdministrators':
      return cloudAdministrator ? null : 'cloudAdministratorOnly';
    case 'cloudAdministratorsAtHome':
      if (!cloudAdministrator) return 'cloudAdministratorOnly';
      return scope !== null && isNamed(scope.project, adminProject) ? null : 'administratorProjectOnly';
  }
}
