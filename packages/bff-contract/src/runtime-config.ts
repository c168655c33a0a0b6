export type PolicyName = 'ecf' | 'openstack';
export type Locale = 'zh-CN' | 'en-US';

/** Answer of `GET /api/config`: what the browser may know before anybody has signed in. */
export interface RuntimeConfig {
  /** Name of the cloud profile, a key of `@console/cloud-profiles`. */
  readonly profile: string;
  /** The operator's changes to that profile (`CLOUD_PROFILE_FILE`), unchecked JSON. */
  readonly profileOverrides: unknown;
  readonly policy: PolicyName;
  readonly locales: readonly Locale[];
  /** `domain/project` where policy `ecf` allows creating images. */
  readonly adminProject: string;
  /** True while the cloud is the embedded one. */
  readonly embedded: boolean;
  readonly limits: {
    /** Largest body of one PATCH to `/api/uploads`, bytes. */
    readonly uploadSliceBytes: number;
    /** Largest file that can be uploaded, bytes. */
    readonly uploadFileBytes: number;
    /** Uploads one browser runs at a time. */
    readonly uploadParallel: number;
    /** What the browser computes while it sends, to compare with the cloud's; `none` saves its processor. */
    readonly uploadHash: 'sha512' | 'none';
  };
}
