// @vitest-environment jsdom
import type { Session } from '@console/bff-contract';
import { cleanup, screen, waitFor, within } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import { renderApp } from '../../app/testing/render-app.tsx';
import { setUpTestConsole } from '../../app/testing/test-console.ts';

const console = setUpTestConsole({ CONSOLE_POLICY: 'openstack' });

afterEach(cleanup);

const imagePath = (id: string) => `/api/image/v2/images/${id}`;
const projectId = (session: Session, name: string) => session.projects.find((project) => project.name === name)?.id;

/** Creates an image of the signed-in user's project that is shared with these projects. */
async function createImage(visibility: string, members: readonly (string | undefined)[] = []): Promise<string> {
  const { id } = (await console.send('POST', '/api/image/v2/images', { name: 'web', visibility })) as { id: string };
  for (const member of members) await console.send('POST', `${imagePath(id)}/members`, { member });
  return id;
}

/** Returns `project status` for every member. */
async function membersOf(id: string): Promise<readonly string[]> {
  const { members } = (await console.send('GET', `${imagePath(id)}/members`)) as {
    members: readonly { readonly member_id: string; readonly status: string }[];
  };
  return members.map(({ member_id, status }) => `${member_id} ${status}`);
}

async function openPanel(id: string) {
  const { user } = await renderApp(console, `/compute/images/${id}?tab=sharing`);
  return {
    press: async (name: string) => user.click(await screen.findByRole('button', { name })),
    enterProject: async (text: string) => {
      const field = await screen.findByRole('combobox', { name: 'Share with project' });
      await user.clear(field);
      await user.type(field, text);
    },
  };
}

describe('SharingPanel', () => {
  it('shares the image with a project that the owner enters by name and shows the answer as pending', async () => {
    const ops = projectId(await console.signIn('alice', 'dev'), 'ops');
    const id = await createImage('shared');
    const { press, enterProject } = await openPanel(id);
    await screen.findByText('Not shared with any project yet');
    await enterProject('ops');
    await press('Share');
    const row = (await screen.findByText('Pending')).closest('tr');
    expect(within(row as HTMLElement).getByText(ops ?? '')).toBeTruthy();
    expect(await membersOf(id)).toEqual([`${ops} pending`]);
  });

  it('rejects the owner and a member at the field and asks before it shares with an unlikely ID', async () => {
    const ops = projectId(await console.signIn('alice', 'dev'), 'ops');
    const id = await createImage('shared', [ops]);
    const { press, enterProject } = await openPanel(id);
    await enterProject('dev');
    await press('Share');
    await screen.findByText('This project owns the image already');
    await enterProject('ops');
    await screen.findByText('Already shared with this project');
    await enterProject('marketing');
    await press('Share');
    await press('Share anyway');
    await screen.findByText('Shared with project marketing');
    expect(await membersOf(id)).toEqual(expect.arrayContaining([`${ops} pending`, 'marketing pending']));
  });

  it('removes a member after a confirmation', async () => {
    const ops = projectId(await console.signIn('alice', 'dev'), 'ops');
    const id = await createImage('shared', [ops]);
    const { press } = await openPanel(id);
    await press('Remove project ops');
    expect(await membersOf(id)).toHaveLength(1);
    await press('Remove');
    await screen.findByText('Not shared with any project yet');
    expect(await membersOf(id)).toEqual([]);
  });

  it('sends a rejection when a member leaves', async () => {
    const ops = projectId(await console.signIn('alice', 'dev'), 'ops');
    const id = await createImage('shared', [ops]);
    await console.signIn('alice', 'ops');
    await console.send('PUT', `${imagePath(id)}/members/${ops}`, { status: 'accepted' });
    const { press } = await openPanel(id);
    await screen.findByText('This image belongs to project “dev”.');
    expect(screen.queryByRole('button', { name: 'Remove project ops' })).toBeNull();
    expect(screen.queryByRole('combobox', { name: 'Share with project' })).toBeNull();
    await press('Leave image web');
    await press('Leave');
    await screen.findByText('Rejected');
    expect(await membersOf(id)).toEqual([`${ops} rejected`]);
  });

  it('offers to make a private image shared', async () => {
    await console.signIn('alice', 'dev');
    const id = await createImage('private');
    const { press } = await openPanel(id);
    await press('Change visibility to shared');
    const dialog = within(await screen.findByRole('dialog'));
    expect(dialog.getByText(/Until you add projects, only the owner project can use it/)).toBeTruthy();
    dialog.getByRole('button', { name: 'Change visibility to shared' }).click();
    await screen.findByText('Not shared with any project yet');
    await waitFor(async () => expect(await console.send('GET', imagePath(id))).toMatchObject({ visibility: 'shared' }));
  });

  it('warns before it makes a public image shared', async () => {
    await console.signIn('admin', 'admin');
    const id = await createImage('public');
    const { press } = await openPanel(id);
    await press('Change visibility to shared');
    await screen.findByText(/Everybody else no longer sees it/);
  });
});
