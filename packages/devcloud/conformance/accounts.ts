/** The people of every cloud under test, by the names the tests have for them. */
export const userKeys = ['admin', 'alice', 'bob', 'carol', 'dave'] as const;
export type UserKey = (typeof userKeys)[number];

export const projectKeys = ['admin', 'dev', 'ops', 'qa'] as const;
export type ProjectKey = (typeof projectKeys)[number];

export interface Account {
  readonly name: string;
  readonly password: string;
}

/** Who signs in, and what the projects are called there. */
export interface Accounts {
  /** Of the users that tests make, too. */
  readonly password: string;
  readonly users: Readonly<Record<UserKey, Account>>;
  readonly projects: Readonly<Record<ProjectKey, string>>;
}

/** Which endpoints of the catalog. `region` `null`: the first by name that has an image service. */
export interface EndpointChoice {
  readonly region: string | null;
  readonly interface: string;
}

type Environment = Readonly<Record<string, string | undefined>>;

/** What a variable is called that says something of one user or project: `OS_PASSWORD_ALICE`. */
const variable = (what: 'PASSWORD' | 'USERNAME' | 'PROJECT_NAME', key: string) => `OS_${what}_${key.toUpperCase()}`;

/** The accounts that the environment names; where it says nothing, those of the embedded cloud. */
export function readAccounts(env: Environment): Accounts {
  const password = env.OS_PASSWORD || 'console';
  const users = userKeys.map((key) => [
    key,
    { name: env[variable('USERNAME', key)] || key, password: env[variable('PASSWORD', key)] || password },
  ]);
  const projects = projectKeys.map((key) => [key, env[variable('PROJECT_NAME', key)] || key]);
  return { password, users: Object.fromEntries(users), projects: Object.fromEntries(projects) };
}

/** Variables that look like one of `readAccounts` and name nobody: a slip of the pen that would sign in with the wrong password. */
export function findUnknownVariables(env: Environment): readonly string[] {
  const known = new Set([
    ...userKeys.flatMap((key) => [variable('USERNAME', key), variable('PASSWORD', key)]),
    ...projectKeys.map((key) => variable('PROJECT_NAME', key)),
  ]);
  return Object.keys(env).filter((name) => /^OS_(PASSWORD|USERNAME|PROJECT_NAME)_/.test(name) && !known.has(name));
}

/** How one program that tests hands the accounts to another, so that no password stands on a command line. */
export const ACCOUNTS_VARIABLE = 'OPENSTACK_ACCOUNTS';

/** The accounts handed over; without any those that `otherwise` says. */
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

/** Service types by which clouds call a service, the preferred one first. */
const typesOf: Readonly<Record<Service, readonly string[]>> = {
  image: ['image'],
  volumev3: ['volumev3', 'block-storage', 'volume'],
};

export interface ResolvedEndpoints {
  readonly region: string | null;
  /** By service, no slash at the end; `null` where the catalog has none there. */
  readonly endpoints: Readonly<Record<Service, string | null>>;
}

/** Where a client that follows `place` finds the services. A region without an image service gives way to the first that has one. */
export function resolveEndpoints(catalog: Catalog, place: EndpointChoice): ResolvedEndpoints {
  const faces = catalog.flatMap(({ type, endpoints }) =>
    endpoints
      .filter((one) => one.interface === place.interface)
      .map((one) => ({ type, url: one.url.replace(/\/+$/, ''), region: one.region_id ?? one.region ?? '' })),
  );
  const regions = [...new Set(faces.filter(({ type }) => type === 'image').map(({ region }) => region))].toSorted();
  const region = regions.find((one) => one === place.region) ?? regions[0] ?? null;
  const urlOf = (service: Service) =>
    typesOf[service].flatMap((type) => faces.filter((one) => one.type === type && one.region === region))[0]?.url ??
    null;
  return { region, endpoints: { image: urlOf('image'), volumev3: urlOf('volumev3') } };
}
