import { randomUUID } from 'node:crypto';
import { accountOf } from './accounts.ts';
import { type CloudClient, signInToCloud } from './cloud-client.ts';
import type { RunningConsole } from './console.ts';

export interface ProjectWithMember {
  readonly project: { readonly id: string; readonly name: string };
  /** Name of a user who is a member of this project only; the password is that of `accountOf`. */
  readonly member: string;
  /** The member's API client. */
  readonly memberCloud: CloudClient;
}

/** Creates a project with one member, so that images and limits of other journeys don't interfere. @param prefix begins the names of both */
export async function createProjectWithMember(console: RunningConsole, prefix: string): Promise<ProjectWithMember> {
  const admin = await signInToCloud(console.authUrl, 'admin');
  const id = randomUUID().slice(0, 8);
  const { project } = await admin.identity<{ project: { id: string; name: string } }>('POST', '/projects', {
    project: { name: `${prefix}-${id}`, domain_id: 'default' },
  });
  const member = `${prefix}-person-${id}`;
  const { user } = await admin.identity<{ user: { id: string } }>('POST', '/users', {
    user: { name: member, password: accountOf(member).password, domain_id: 'default' },
  });
  const { roles } = await admin.identity<{ roles: readonly { id: string }[] }>('GET', '/roles?name=member');
  await admin.identity('PUT', `/projects/${project.id}/users/${user.id}/roles/${roles[0]?.id}`);
  return { project, member, memberCloud: await signInToCloud(console.authUrl, member, project.name) };
}
