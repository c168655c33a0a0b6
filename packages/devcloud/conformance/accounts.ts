/** Users that every cloud under test has, by the keys that the tests use. */
export const userKeys = ['admin', 'alice', 'bob', 'carol', 'dave'] as const;
export type UserKey = (typeof userKeys)[number];

export const projectKeys = ['admin', 'dev', 'ops', 'qa'] as const;
export type ProjectKey = (typeof projectKeys)[number];

export interface Account {
  readonly name: string;
  readonly password: string;
}

/** Names and passwords of the users, and names of the projects. */
export interface Accounts {
  /** Also the password of users that tests create. */
  readonly password: string;
  readonly users: Readonly<Record<UserKey, Account>>;
  readonly projects: Readonly<Record<ProjectKey, string>>;
}

/** Selects endpoints of the catalog. `region` `null` is the first region by name that has an image service. */
export interface EndpointChoice {
  readonly region: string | null;
  readonly interface: string;
}

type Environment = Readonly<Record<string, string | undefined>>;

/** Name of the variable that overrides a value of one user or project, such as `OS_PASSWORD_ALICE`. */
const variable = (what: 'PASSWORD' | 'USERNAME' | 'PROJECT_NAME', key: string) => `OS_${what}_${key.toUpperCase()}`;

/** Reads the accounts from the environment. Defaults are those of the embedded cloud. */
export function readAccounts(env: Environment): Accounts {
  const password = env.OS_PASSWORD || 'console';
  const users = userKeys.map((key) => [
    key,
    { name: env[variable('USERNAME', key)] || key, password: env[variable('PASSWORD', key)] || password },
  ]);
  const projects = projectKeys.map((key) => [key, env[variable('PROJECT_NAME', key)] || key]);
  return { password, users: Object.fromEntries(users), projects: Object.fromEntries(projects) };
}

/**
 * Finds variables that look like one of `readAccounts` but name no user or project. A typo in one would silently sign
 * in with the wrong password.
 */
export function findUnknownVariables(env: Environment): readonly string[] {
  const known = new Set([
    ...userKeys.flatMap((key) => [variable('USERNAME', key), variable('PASSWORD', key)]),
    ...projectKeys.map((key) => variable('PROJECT_NAME', key)),
  ]);
  return Object.keys(env).filter((name) => /^OS_(PASSWORD|USERNAME|PROJECT_NAME)_/.test(name) && !known.has(name));
}

/** Variable in which one test program passes the accounts to another, so that no password appears on a command line. */
export const ACCOUNTS_VARIABLE = 'OPENSTACK_ACCOUNTS';

/** Parses the passed accounts, or reads them from `otherwise` when none were passed. */
export function parseAccounts(env: Environment, otherwise: Environment = {}): Accounts {
  const text = env[ACCOUNTS_VARIABLE];
  return text ? (JSON.parse(text) as Accounts) : readAccounts(otherwise);
}

export function readEndpointChoice(env: Environment): EndpointChoice {
  return { region: env.OS_REGION_NAME || null, interface: env.OS_INTERFACE || 'public' };
}

export type Catalog = readonly {
  readonly type: string;
  readonly endpoints: readonly {
    readonly interface: string;
    readonly url: string;
    readonly region_id?: string | null;
    readonly region?: string | null;
  }[];
}[];

export type Service = 'image' | 'volumev3';

/** Service types that clouds use for a service, the preferred one first. */
const typesOf: Readonly<Record<Service, readonly string[]>> = {
  image: ['image'],
  volumev3: ['volumev3', 'block-storage', 'volume'],
};

export interface ResolvedEndpoints {
  readonly region: string | null;
  /** By service, without a trailing slash; `null` where the catalog has no such service. */
  readonly endpoints: Readonly<Record<Service, string | null>>;
}

/**
 * Selects the endpoints that a client with this choice uses. If the region has no image service, the first region with
 * one is used.
 */
export function resolveEndpoints(catalog: Catalog, choice: EndpointChoice): ResolvedEndpoints {
  const faces = catalog.flatMap(({ type, endpoints }) =>
    endpoints
      .filter((one) => one.interface === choice.interface)
      .map((one) => ({ type, url: one.url.replace(/\/+$/, ''), region: one.region_id ?? one.region ?? '' })),
  );
  const regions = [...new Set(faces.filter(({ type }) => type === 'image').map(({ region }) => region))].toSorted();
  const region = regions.find((one) => one === choice.region) ?? regions[0] ?? null;
  const urlOf = (service: Service) =>
    typesOf[service].flatMap((type) => faces.filter((one) => one.type === type && one.region === region))[0]?.url ??
    null;
  return { region, endpoints: { image: urlOf('image'), volumev3: urlOf('volumev3') } };
}
