import type { DatabaseSync } from 'node:sqlite';
import { inTransaction } from '../kernel/database.ts';
import type { Directory } from './directory.ts';
import { stableId } from './ids.ts';
import { hashPassword } from './passwords.ts';
import { defaultDomainId } from './routes-projects.ts';

export const demoPassword = 'console';
export const demoProjects = ['admin', 'dev', 'ops', 'qa'] as const;
export const demoRoles = ['admin', 'member', 'reader'] as const;

/** Users of a new cloud with their roles by project. */
export const demoUsers: Readonly<
  Record<string, Readonly<Partial<Record<(typeof demoProjects)[number], (typeof demoRoles)[number]>>>>
> = {
  admin: { admin: 'admin', dev: 'member', ops: 'member' },
  alice: { dev: 'member', ops: 'member' },
  bob: { ops: 'reader' },
  carol: {},
  dave: { qa: 'member' },
};

const descriptions: Readonly<Record<string, string>> = {
  admin: 'Cloud administration',
  dev: 'Development',
  ops: 'Operations',
  qa: 'Quality assurance',
};

export const projectId = (name: (typeof demoProjects)[number]): string => stableId('project', name);
export const userId = (name: string): string => stableId('user', name);
const roleId = (name: string): string => stableId('role', name);

/** Fills a new Keystone. A Keystone that has a domain already is left unchanged. */
export async function bootstrap(db: DatabaseSync, directory: Directory): Promise<void> {
  if (directory.domains().length > 0) return;
  const names = Object.keys(demoUsers);
  const hashes = await Promise.all(names.map(() => hashPassword(demoPassword)));
  inTransaction(db, () => {
    directory.putDomain({ id: defaultDomainId, name: 'Default', description: 'The default domain', enabled: true });
    for (const name of demoRoles) directory.putRole({ id: roleId(name), name });
    for (const name of demoProjects) {
      directory.putProject({
        id: projectId(name),
        name,
        domainId: defaultDomainId,
        description: descriptions[name] ?? '',
        enabled: true,
        tags: [],
      });
    }
    for (const [i, name] of names.entries()) {
      const id = userId(name);
      const nothing = { email: null, description: null, defaultProjectId: null };
      directory.putUser({
        id,
        name,
        domainId: defaultDomainId,
        enabled: true,
        ...nothing,
        passwordHash: hashes[i] ?? null,
      });
      for (const project of demoProjects) {
        const role = demoUsers[name]?.[project];
        if (role) directory.putGrant({ userId: id, projectId: projectId(project), roleId: roleId(role) });
      }
    }
    directory.putSystemGrant(userId('admin'), roleId('admin'));
  });
}
