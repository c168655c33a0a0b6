import { type Account, type ProjectKey, parseAccounts, type UserKey } from '@console/devcloud/given';

/** The embedded cloud's people, unless `npm run test:openstack` hands over those of another cloud. */
const accounts = parseAccounts(process.env);

/** One of those by the name that the tests have for him, or one made by a journey. */
export type Person = UserKey | (string & {});
export type Project = ProjectKey | (string & {});

/** What somebody signs in with. */
export function accountOf(person: Person): Account {
  const known: Readonly<Record<string, Account>> = accounts.users;
  return known[person] ?? { name: person, password: accounts.password };
}

/** What the cloud calls a project. */
export function projectName(project: Project): string {
  const known: Readonly<Record<string, string>> = accounts.projects;
  return known[project] ?? project;
}
