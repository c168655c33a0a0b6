import * as z from 'zod/mini';

/** A project; `domain` is the domain's name. */
export interface ProjectRef {
  readonly id: string;
  readonly name: string;
  readonly domain: string;
}

/** A user; `domain` is the domain's name. */
export interface UserRef {
  readonly id: string;
  readonly name: string;
  readonly domain: string;
}

/** Actions that the policy decides; its table has one row for each. */
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

/** Why the policy refuses an action; `locales/` has a sentence for each. */
export type DenialReason =
  /** Only the cloud administrator may (policy `ecf`). */
  | 'cloudAdministratorOnly'
  /** The cloud administrator may, but in `RuntimeConfig.adminProject` only. */
  | 'administratorProjectOnly'
  /** The role in this project only reads (policy `openstack`). */
  | 'memberRoleNeeded'
  /** The user has joined no project. */
  | 'noProject'
  /** The catalog has no service of this kind. */
  | 'serviceMissing';

export type Grant = { readonly allowed: true } | { readonly allowed: false; readonly reason: DenialReason };

/** Body of `GET` and `POST /api/session` and of `PUT /api/session/scope`. */
export interface Session {
  readonly user: UserRef;
  /** `null` when the user has joined no project. */
  readonly project: ProjectRef | null;
  /** Every project that the user has joined, sorted by name. */
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

/** Body of `POST /api/session`. */
export interface SignInRequest {
  readonly username: string;
  readonly password: string;
  /** Name of the user's domain; `Default` when absent. */
  readonly domain?: string | undefined;
  readonly projectId?: string | undefined;
}

/** Body of `PUT /api/session/scope`. */
export interface ScopeRequest {
  readonly projectId: string;
  readonly region?: string | undefined;
}

const ref = z.object({ id: z.string(), name: z.string(), domain: z.string() });
const grant: z.ZodMiniType<Grant> = z.discriminatedUnion('allowed', [
  z.object({ allowed: z.literal(true) }),
  z.object({
    allowed: z.literal(false),
    reason: z.enum([
      'cloudAdministratorOnly',
      'administratorProjectOnly',
      'memberRoleNeeded',
      'noProject',
      'serviceMissing',
    ]),
  }),
]);
const session: z.ZodMiniType<Session> = z.object({
  user: ref,
  project: z.nullable(ref),
  projects: z.array(ref),
  roles: z.array(z.string()),
  region: z.nullable(z.string()),
  regions: z.array(z.string()),
  actions: z.record(z.enum(actionNames), grant),
  tokenExpiresAt: z.string(),
  csrfToken: z.string(),
});

/** @throws z.core.$ZodError when the body is not a session */
export const parseSession = (body: unknown): Session => z.parse(session, body);
