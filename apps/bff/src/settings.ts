import { readFileSync } from 'node:fs';
import { z } from 'zod';

interface Setting<T extends z.ZodType> {
  /** The default, as `--help` shows it. */
  readonly fallback: string;
  readonly meaning: string;
  readonly schema: T;
}

function setting<T extends z.ZodType>(fallback: string, meaning: string, schema: T): Setting<T> {
  return { fallback, meaning, schema };
}

const wholeNumber = (low: number, high: number) =>
  z
    .string()
    .regex(/^\d+$/, 'must be a whole number')
    .transform(Number)
    .refine((value) => value >= low && value <= high, `must be from ${low} to ${high}`);
const webAddress = z.url({ protocol: /^https?$/, error: 'must be an http or https address' });
const flag = z
  .enum(['0', '1', 'true', 'false'], 'must be true or false')
  .transform((text) => text === '1' || text === 'true');
const readableFile = z.string().refine(isReadable, 'names a file that cannot be read');

/** Every environment variable of the console, in the order of `--help`. */
export const settings = {
  CONSOLE_HOST: setting('127.0.0.1', 'address the console listens on', z.string().min(1).optional()),
  CONSOLE_PORT: setting('8080', 'port it listens on; 0 picks one and prints it', wholeNumber(0, 65535).optional()),
  OS_AUTH_URL: setting(
    'unset = embedded cloud',
    'Keystone v3; other endpoints come from its catalog',
    webAddress.optional(),
  ),
  OS_REGION_NAME: setting('the first of the catalog', 'region to begin with', z.string().optional()),
  OS_INTERFACE: setting(
    'public',
    'which endpoints of the catalog: public, internal, admin',
    z.enum(['public', 'internal', 'admin'], 'must be public, internal or admin').optional(),
  ),
  OS_CACERT: setting('', 'file of certificates to trust when talking to the cloud', readableFile.optional()),
  OS_INSECURE: setting('false', 'true: do not check the certificates of the cloud', flag.optional()),
  CLOUD_PROFILE: setting(
    'ecf embedded, openstack otherwise',
    'how the cloud spells things: openstack, ecf, huawei-ims',
    z.enum(['openstack', 'ecf', 'huawei-ims'], 'must be openstack, ecf or huawei-ims').optional(),
  ),
  CLOUD_PROFILE_FILE: setting('', 'JSON file that overrides single names of the profile', readableFile.optional()),
  CONSOLE_POLICY: setting(
    'ecf embedded, openstack otherwise',
    'who may do what: ecf, openstack',
    z.enum(['ecf', 'openstack'], 'must be ecf or openstack').optional(),
  ),
  CONSOLE_ADMIN_PROJECT: setting(
    'Default/admin',
    'where a cloud administrator may create images (policy ecf), as domain/project',
    z
      .string()
      .regex(/^[^/]+\/[^/]+$/, 'must be written domain/project')
      .optional(),
  ),
  SESSION_SECRET: setting(
    'made, kept under CONSOLE_STATE',
    'signs the cookie and seals the sessions; at least 32 characters',
    z.string().min(32, 'must have at least 32 characters').optional(),
  ),
  SESSION_STORE_URL: setting(
    'embedded, survives a restart',
    'redis://… for several consoles side by side',
    z.url({ protocol: /^rediss?$/, error: 'must be a redis:// or rediss:// address' }).optional(),
  ),
  CONSOLE_STATE: setting('.state', 'directory of the sessions and of the embedded cloud', z.string().min(1).optional()),
  CONSOLE_PUBLIC_URL: setting(
    'from the request',
    'address the browser sees, for origin checks behind a proxy; with https the cookie is Secure',
    webAddress.optional(),
  ),
  CONSOLE_STOP_SECONDS: setting('30', 'how long a stop waits for running transfers', wholeNumber(0, 3600).optional()),
  UPLOAD_AWAY_SECONDS: setting(
    '900',
    'how long an upload waits for a browser that went away',
    wholeNumber(1, 86_400).optional(),
  ),
  UPLOAD_FILE_GIB: setting('1024', 'largest file of an upload, GiB', wholeNumber(1, 1_048_576).optional()),
  UPLOAD_USER_GIB: setting(
    '4096',
    'how much the open uploads of one user may have altogether, GiB',
    wholeNumber(1, 1_048_576).optional(),
  ),
  UPLOAD_USER_OPEN: setting('16', 'how many uploads one user may have open', wholeNumber(1, 10_000).optional()),
  UPLOAD_TOTAL_OPEN: setting(
    '200',
    'how many may be open altogether; each holds a worker of the image API',
    wholeNumber(1, 10_000).optional(),
  ),
  UPLOAD_HASH: setting(
    'sha512',
    'what the browser computes of an upload to compare with the cloud: sha512, none',
    z.enum(['sha512', 'none'], 'must be sha512 or none').optional(),
  ),
  LOG_LEVEL: setting(
    'info',
    'JSON lines on stdout: fatal, error, warn, info, debug, trace, silent',
    z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'], 'is not a log level').optional(),
  ),
  EMBEDDED_SEED: setting(
    '40',
    'how many images the embedded cloud is filled with, 0 to 20000',
    wholeNumber(0, 20_000).optional(),
  ),
} as const;

/** Formats the table of `--help`: name, default and meaning, one line each. */
export function settingsHelp(): string {
  const rows = Object.entries(settings).map(([name, { fallback, meaning }]) => [name, fallback, meaning] as const);
  const width = (column: 0 | 1) => Math.max(...rows.map((row) => row[column].length));
  const [nameWidth, fallbackWidth] = [width(0), width(1)];
  return rows
    .map(([name, fallback, meaning]) => `  ${name.padEnd(nameWidth)}  ${fallback.padEnd(fallbackWidth)}  ${meaning}`)
    .join('\n');
}

export function isReadable(path: string): boolean {
  try {
    readFileSync(path);
    return true;
  } catch {
    return false;
  }
}
