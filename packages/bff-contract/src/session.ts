/** A project as the switcher shows it; `domain` is the domain's name. */
export interface ProjectRef {
  readonly id: string;
  readonly name: string;
  readonly domain: string;
}

export interface UserRef {
  readonly id: string;
  readonly name: string;
  readonly domain: string;
}

/** What a person can ask the console to do with images; the policy table has one row for each. */
export const actionNames = [
  'image.list',
  'image.show',
  'image.create',
  'image.upload',
  'image.modify',
  'image.tag',
  'image.download',
  'image.delete',
  'image.share',
  'image.answerShare',
  'image.deactivate',
  'volume.list',
  'volume.create',
] as const;
export type ActionName = (typeof actionNames)[number];

/** Why the policy refuses an action; each has a sentence in `locales/`. */
export type DenialReason =
  /** Only the cloud administrator (policy `ecf`). */
  | 'cloudAdministratorOnly'
  /** Cloud administrator, but not in the project where creating is allowed; see `RuntimeConfig.adminProject`. */
  | 'administratorProjectOnly'
  /** The role in this project only reads (policy `openstack`). */
  | 'memberRoleNeeded'
  /** The user has joined no project. */
  | 'noProject'
  /** The catalog has no service of this kind. */
  | 'serviceMissing';

export type Grant = { readonly allowed: true } | { readonly allowed: false; readonly reason: DenialReason };

/** Answer of `GET`, `POST /api/session` and `PUT /api/session/scope`. */
export interface Session {
  readonly user: UserRef;
  /** `null` when the user has joined no project. */
  readonly project: ProjectRef | null;
  /** Every project the user has joined, by name. */
  readonly projects: readonly ProjectRef[];
  /** Role names in the current project. */
  readonly roles: readonly string[];
  readonly region: string | null;
  readonly regions: readonly string[];
  readonly actions: Readonly<Record<ActionName, Grant>>;
  /** ISO 8601, UTC. */
  readonly tokenExpiresAt: string;
  readonly csrfToken: string;
}

export interface SignInRequest {
  readonly username: string;
  readonly password: string;
  /** Domain name; `Default` when absent. */
  readonly domain?: string;
  readonly projectId?: string;
}

export interface ScopeRequest {
  readonly projectId: string;
  readonly region?: string;
}
