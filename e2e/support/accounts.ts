import { type Account, type ProjectKey, parseAccounts, type UserKey } from '@console/devcloud/accounts';

/** Accounts of the embedded cloud, unless `npm run test:openstack` hands over those of a real cloud. */
const accounts = parseAccounts(process.env);

/** A user of the test cloud (`admin`, `alice`, …), or the name of a user that a journey has created. */
export type UserName = UserKey | (string & {});
export type ProjectName = ProjectKey | (string & {});

/** Name and password with which a user signs in on this cloud. */
export function accountOf(user: UserName): Account {
  const known: Readonly<Record<string, Account>> = accounts.users;
  return known[user] ?? { name: user, password: accounts.password };
}

/** Name that this cloud has for a project. */
export function projectNameOf(project: ProjectName): string {
  const known: Readonly<Record<string, string>> = accounts.projects;
  return known[project] ?? project;
}
