import * as z from 'zod/mini';

export type PolicyName = 'ecf' | 'openstack';
export type Locale = 'zh-CN' | 'en-US';

/** Body of `GET /api/config`: what the browser needs to know before a user has signed in. */
export interface RuntimeConfig {
  /** Name of the cloud profile, a key of `@console/cloud-profiles`. */
  readonly profile: string;
  /** The operator's changes to that profile (`CLOUD_PROFILE_FILE`), JSON that only `loadProfile` checks. */
  readonly profileOverrides?: unknown;
  readonly policy: PolicyName;
  readonly locales: readonly Locale[];
  /** `domain/project` in which policy `ecf` allows creating images. */
  readonly adminProject: string;
  /** Whether the cloud is the embedded one. */
  readonly embedded: boolean;
  readonly limits: {
    /** Largest body of one `PATCH` to `/api/uploads`, in bytes. */
    readonly uploadSliceBytes: number;
    /** Largest file that can be uploaded, in bytes. */
    readonly uploadFileBytes: number;
    /** Uploads that one browser runs at a time. */
    readonly uploadParallel: number;
    /** The digest that the browser computes while it sends; `none` saves its processor. */
    readonly uploadHash: 'sha512' | 'none';
  };
}

const runtimeConfig: z.ZodMiniType<RuntimeConfig> = z.object({
  profile: z.string(),
  profileOverrides: z.optional(z.unknown()),
  policy: z.enum(['ecf', 'openstack']),
  locales: z.array(z.enum(['zh-CN', 'en-US'])),
  adminProject: z.string(),
  embedded: z.boolean(),
  limits: z.object({
    uploadSliceBytes: z.number(),
    uploadFileBytes: z.number(),
    uploadParallel: z.number(),
    uploadHash: z.enum(['sha512', 'none']),
  }),
});

/** @throws z.core.$ZodError when the body is not a runtime configuration */
export const parseRuntimeConfig = (body: unknown): RuntimeConfig => z.parse(runtimeConfig, body);
