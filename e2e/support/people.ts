import { randomUUID } from 'node:crypto';
import { atCloud, type Cloud } from './cloud.ts';
import type { RunningConsole } from './console.ts';
import { accountOf } from './real-cloud.ts';

export interface Team {
  readonly project: { readonly id: string; readonly name: string };
  /** Signs in as `accountOf` says. */
  readonly member: string;
  /** The member straight at the cloud, in their project. */
  readonly cloud: Cloud;
}

/** A project of one's own with a user in it, so that what others do is not seen. Named by `about` and chance. */
export async function newTeam(served: RunningConsole, about: string): Promise<Team> {
  const admin = await atCloud(served.authUrl, 'admin');
  const mark = randomUUID().slice(0, 8);
  const project = await admin.identity<{ project: { id: string; name: string } }>('POST', '/projects', {
    project: { name: `${about}-${mark}`, domain_id: 'default' },
  });
  const name = `${about}-person-${mark}`;
  const { user } = await admin.identity<{ user: { id: string } }>('POST', '/users', {
    user: { name, password: accountOf(name).password, domain_id: 'default' },
  });
  await giveRole(admin, user.id, project.project.id, 'member');
  return { project: project.project, member: name, cloud: await atCloud(served.authUrl, name, project.project.name) };
}

async function giveRole(admin: Cloud, userId: string, projectId: string, role: string): Promise<void> {
  const { roles } = await admin.identity<{ roles: readonly { id: string; name: string }[] }>('GET', '/roles');
  const found = roles.find(({ name }) => name === role);
  if (found === undefined) throw new Error(`Keystone has no role ${role}`);
  await admin.identity('PUT', `/projects/${projectId}/users/${userId}/roles/${found.id}`);
}
