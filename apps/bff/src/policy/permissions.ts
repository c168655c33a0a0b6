import { type ActionName, actionNames, type DenialReason, type Grant, type PolicyName } from '@console/bff-contract';
import { endpointOf } from '../cloud/catalog-endpoints.ts';
import { isProjectNamed } from '../cloud/keystone.ts';
import type { UserSession } from '../session/user-session.ts';

/** Returns what the user may do in the session's project and region. */
export type PermissionsOf = (session: UserSession) => Readonly<Record<ActionName, Grant>>;

/** Who may do something. A permission only lets the request pass: the cloud applies its own policy to it. */
type AllowedUsers =
  /** Any user with a project. */
  | 'everyone'
  /** Users with a role other than `reader`. */
  | 'members'
  /** Users with role `admin` on the administrators' project, in any current project. */
  | 'cloudAdministrators'
  /** The same users, while the administrators' project is the current one. */
  | 'cloudAdministratorsInTheirProject';

/** The permission table: a row for each action, a column for each policy. */
const table: Readonly<Record<ActionName, Readonly<Record<PolicyName, AllowedUsers>>>> = {
  'image.list': { ecf: 'everyone', openstack: 'everyone' },
  'image.show': { ecf: 'everyone', openstack: 'everyone' },
  'image.create': { ecf: 'cloudAdministratorsInTheirProject', openstack: 'members' },
  'image.upload': { ecf: 'cloudAdministrators', openstack: 'members' },
  'image.modify': { ecf: 'cloudAdministrators', openstack: 'members' },
  'image.tag': { ecf: 'cloudAdministrators', openstack: 'members' },
  'image.download': { ecf: 'cloudAdministrators', openstack: 'members' },
  'image.delete': { ecf: 'cloudAdministrators', openstack: 'members' },
  'image.share': { ecf: 'cloudAdministrators', openstack: 'members' },
  // ECF's manual does not mention sharing. Glance's own policy lets members of the receiving project answer.
  'image.answerShare': { ecf: 'members', openstack: 'members' },
  'image.deactivate': { ecf: 'cloudAdministrators', openstack: 'members' },
  'volume.list': { ecf: 'everyone', openstack: 'everyone' },
  'volume.create': { ecf: 'cloudAdministrators', openstack: 'members' },
};

interface PolicyOptions {
  readonly policy: PolicyName;
  /** `domain/project`. */
  readonly adminProject: string;
}

export function createPermissions({ policy, adminProject }: PolicyOptions): PermissionsOf {
  return (session) => {
    const entries = actionNames.map((action) => {
      const reason = denialByScope(session, action) ?? denialByTable(table[action][policy], session, adminProject);
      return [action, reason === null ? { allowed: true } : { allowed: false, reason }] as const;
    });
    return Object.fromEntries(entries) as Record<ActionName, Grant>;
  };
}

/** Denials that hold under every policy: no project, or no such service in the region. */
function denialByScope({ scope, region }: UserSession, action: ActionName): DenialReason | null {
  if (scope === null) return 'noProject';
  const kind = action.startsWith('volume.') ? 'volume' : 'image';
  return endpointOf(scope.endpoints, kind, region) === null ? 'serviceMissing' : null;
}

function denialByTable(allowed: AllowedUsers, session: UserSession, adminProject: string): DenialReason | null {
  const { scope, cloudAdministrator } = session;
  switch (allowed) {
    case 'everyone':
      return null;
    case 'members':
      return scope?.roles.some((role) => role !== 'reader') ? null : 'memberRoleNeeded';
    case 'cloudAdministrators':
      return cloudAdministrator ? null : 'cloudAdministratorOnly';
    case 'cloudAdministratorsInTheirProject':
      if (!cloudAdministrator) return 'cloudAdministratorOnly';
      return scope !== null && isProjectNamed(scope.project, adminProject) ? null : 'administratorProjectOnly';
  }
}
