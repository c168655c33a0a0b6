import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Locale, PolicyName, RuntimeConfig } from '@console/bff-contract';
import { gibToBytes, MiB } from '@console/units';
import { z } from 'zod';
import { isReadable, settings } from './settings.ts';

/** The embedded cloud, or one that runs elsewhere. */
export type CloudChoice =
  | { readonly kind: 'embedded'; readonly seed: number }
  | { readonly kind: 'remote'; readonly authUrl: string };

/** Options for connections to the cloud, with the names of Node's `tls`. */
export interface TlsOptions {
  /** PEM of further authorities to trust. */
  readonly ca: string | undefined;
  readonly rejectUnauthorized: boolean;
}

/** Bounds of uploads, by the `UPLOAD_…` settings. */
export interface UploadBounds {
  readonly awaySeconds: number;
  readonly fileBytes: number;
  readonly userBytes: number;
  readonly userOpen: number;
  readonly totalOpen: number;
}

export interface Config {
  readonly host: string;
  readonly port: number;
  readonly cloud: CloudChoice;
  readonly region: string | null;
  readonly interface: 'public' | 'internal' | 'admin';
  readonly tls: TlsOptions;
  readonly profile: string;
  readonly profileOverrides: unknown;
  readonly policy: PolicyName;
  /** `domain/project`. */
  readonly adminProject: string;
  /** `null`: the console creates one under `stateDir`. */
  readonly sessionSecret: string | null;
  readonly sessionStore: { readonly kind: 'sqlite' } | { readonly kind: 'redis'; readonly url: string };
  readonly stateDir: string;
  readonly publicUrl: string | null;
  readonly stopSeconds: number;
  readonly uploads: UploadBounds;
  readonly logLevel: string;
  readonly locales: readonly Locale[];
  readonly limits: RuntimeConfig['limits'];
}

export type ConfigResult =
  | { readonly ok: true; readonly config: Config }
  /** One sentence for each fault. */
  | { readonly ok: false; readonly faults: readonly string[] };

/** Reads and checks the environment. An empty value counts as unset. */
export function readConfig(env: Readonly<Record<string, string | undefined>>): ConfigResult {
  const values = Object.fromEntries(Object.keys(settings).map((name) => [name, env[name] || undefined]));
  const parsed = environment.safeParse(values);
  const overrides = readOverrides(values.CLOUD_PROFILE_FILE);
  if (!parsed.success || !overrides.ok) {
    const faults = (parsed.error?.issues ?? []).map((issue) => `${issue.path.join('.')} ${issue.message}`);
    return { ok: false, faults: overrides.ok ? faults : [...faults, overrides.fault] };
  }
  return { ok: true, config: toConfig(parsed.data, overrides.value) };
}

/** The part of the configuration that the browser receives before sign-in. */
export function toRuntimeConfig(config: Config): RuntimeConfig {
  const { profile, profileOverrides, policy, locales, adminProject, limits } = config;
  const embedded = config.cloud.kind === 'embedded';
  return { profile, profileOverrides, policy, locales, adminProject, embedded, limits };
}

const environment = z.object(
  Object.fromEntries(Object.entries(settings).map(([name, { schema }]) => [name, schema])) as {
    [Name in keyof typeof settings]: (typeof settings)[Name]['schema'];
  },
);

function toConfig(env: z.infer<typeof environment>, profileOverrides: unknown): Config {
  const cloud: CloudChoice =
    env.OS_AUTH_URL === undefined
      ? { kind: 'embedded', seed: env.EMBEDDED_SEED ?? 40 }
      : { kind: 'remote', authUrl: withVersion(env.OS_AUTH_URL) };
  const family = cloud.kind === 'embedded' ? 'ecf' : 'openstack';
  const store = env.SESSION_STORE_URL;
  const fileBytes = gibToBytes(env.UPLOAD_FILE_GIB ?? 1024);
  return {
    host: env.CONSOLE_HOST ?? '127.0.0.1',
    port: env.CONSOLE_PORT ?? 8080,
    cloud,
    region: env.OS_REGION_NAME ?? null,
    interface: env.OS_INTERFACE ?? 'public',
    tls: {
      ca: env.OS_CACERT === undefined ? undefined : readFileSync(env.OS_CACERT, 'utf8'),
      rejectUnauthorized: !(env.OS_INSECURE ?? false),
    },
    profile: env.CLOUD_PROFILE ?? family,
    profileOverrides,
    policy: env.CONSOLE_POLICY ?? family,
    adminProject: env.CONSOLE_ADMIN_PROJECT ?? 'Default/admin',
    sessionSecret: env.SESSION_SECRET ?? null,
    sessionStore: store === undefined ? { kind: 'sqlite' } : { kind: 'redis', url: store },
    stateDir: resolve(env.CONSOLE_STATE ?? '.state'),
    publicUrl: env.CONSOLE_PUBLIC_URL ?? null,
    stopSeconds: env.CONSOLE_STOP_SECONDS ?? 30,
    uploads: {
      awaySeconds: env.UPLOAD_AWAY_SECONDS ?? 900,
      fileBytes,
      userBytes: gibToBytes(env.UPLOAD_USER_GIB ?? 4096),
      userOpen: env.UPLOAD_USER_OPEN ?? 16,
      totalOpen: env.UPLOAD_TOTAL_OPEN ?? 200,
    },
    logLevel: env.LOG_LEVEL ?? 'info',
    locales: ['zh-CN', 'en-US'],
    limits: {
      uploadSliceBytes: 64 * MiB,
      uploadFileBytes: fileBytes,
      uploadParallel: 3,
      uploadHash: env.UPLOAD_HASH ?? 'sha512',
    },
  };
}

/** Operators write Keystone's address with and without `/v3`. */
function withVersion(authUrl: string): string {
  return `${authUrl.replace(/\/+$/, '').replace(/\/v3$/, '')}/v3`;
}

/** Checks only that the overrides are JSON; the browser checks their shape. The schema reports an unreadable file. */
function readOverrides(path: string | undefined): { ok: true; value: unknown } | { ok: false; fault: string } {
  if (path === undefined || !isReadable(path)) return { ok: true, value: null };
  try {
    return { ok: true, value: JSON.parse(readFileSync(path, 'utf8')) };
  } catch {
    return { ok: false, fault: 'CLOUD_PROFILE_FILE is not JSON' };
  }
}
