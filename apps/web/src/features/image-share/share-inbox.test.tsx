// @vitest-environment jsdom
import { act, cleanup, screen, waitFor, within } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import { renderApp } from '../../app/testing/render-app.tsx';
import { setUpTestConsole } from '../../app/testing/test-console.ts';

const console = setUpTestConsole({ CONSOLE_POLICY: 'openstack' });

afterEach(cleanup);

/** Creates an image of the project `dev` that is shared with `ops`, which has not answered. */
async function createSharedImage(): Promise<{ readonly id: string; readonly ops: string }> {
  const session = await console.signIn('alice', 'dev');
  const ops = session.projects.find(({ name }) => name === 'ops')?.id ?? '';
  const body = { name: 'web', visibility: 'shared' };
  const { id } = (await console.send('POST', '/api/image/v2/images', body)) as { id: string };
  await console.send('POST', `/api/image/v2/images/${id}/members`, { member: ops });
  return { id, ops };
}

describe('ShareInbox', () => {
  it('removes a pending image when the user accepts it', async () => {
    const { id, ops } = await createSharedImage();
    await console.signIn('alice', 'ops');
    const { user } = await renderApp(console, '/compute/images?tab=shared');
    const table = await screen.findByRole('table', { name: 'Pending (1)' });
    const link = within(table).getByRole('link', { name: 'web' });
    expect(link.getAttribute('href')).toBe(`/compute/images/${id}`);
    await user.click(screen.getByRole('button', { name: 'Accept image web' }));
    await screen.findByText('Accepted image web; it now shows in the image list');
    expect(await console.send('GET', `/api/image/v2/images/${id}/members/${ops}`)).toMatchObject({
      status: 'accepted',
    });
    await waitFor(() => expect(screen.queryByRole('table', { name: 'Pending (1)' })).toBeNull());
  });

  it('shows a project reader why they cannot answer', async () => {
    const { id, ops } = await createSharedImage();
    await console.signIn('bob', 'ops');
    const { user } = await renderApp(console, '/compute/images?tab=shared');
    const accept = await screen.findByRole('button', { name: 'Accept' });
    act(() => accept.focus());
    expect(screen.getByRole('tooltip', { hidden: true }).textContent).toBe('Your role in this project is read-only');
    await user.click(accept);
    await console.signIn('alice', 'dev');
    expect(await console.send('GET', `/api/image/v2/images/${id}/members/${ops}`)).toMatchObject({ status: 'pending' });
  });
});
