// @vitest-environment jsdom
import { paths } from '@console/bff-contract';
import { cleanup, screen, waitFor } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import { renderApp } from '../../app/testing/render-app.tsx';
import { demoPassword, setUpTestConsole } from '../../app/testing/test-console.ts';

const console = setUpTestConsole();

afterEach(cleanup);

async function openSignIn(path = '/login') {
  const app = await renderApp(console, path);
  await waitFor(() => expect(document.activeElement).toBe(screen.getByLabelText('User name')));
  return app;
}

const signInBodies = () =>
  console.requests
    .filter(({ method, path }) => method === 'POST' && path === paths.session)
    .map(({ body }) => JSON.parse(body ?? 'null') as unknown);

describe('sign-in page', () => {
  it('focuses the user name and works by keyboard alone', async () => {
    const { user } = await openSignIn();
    await user.keyboard(` alice {Tab}${demoPassword}{Enter}`);
    expect(await screen.findByRole('heading', { name: 'Images' })).toBeDefined();
    expect(signInBodies()).toEqual([{ username: 'alice', password: demoPassword, domain: 'Default' }]);
  });

  it('leads to the address that was opened before signing in', async () => {
    const { user, location } = await openSignIn('/compute/images?status=active');
    expect(location()).toBe('/login?next=%2Fcompute%2Fimages%3Fstatus%3Dactive');
    await user.keyboard(`alice{Tab}${demoPassword}{Enter}`);
    await waitFor(() => expect(location()).toBe('/compute/images?status=active'));
  });

  it('sends no request while a field is empty', async () => {
    const { user } = await openSignIn();
    await user.keyboard('{Enter}');
    expect(await screen.findByText('Enter your user name.')).toBeDefined();
    expect(screen.getByText('Enter your password.')).toBeDefined();
    expect(signInBodies()).toEqual([]);
  });

  it('shows that the password is wrong, keeps the user name and focuses the password', async () => {
    const { user } = await openSignIn();
    await user.keyboard('alice{Tab}guess{Enter}');
    expect((await screen.findByRole('alert')).textContent).toContain('User name, password or domain is wrong');
    expect(screen.getByLabelText<HTMLInputElement>('User name').value).toBe('alice');
    expect(document.activeElement).toBe(screen.getByLabelText('Password'));
    await user.keyboard(`${demoPassword}{Enter}`);
    expect(await screen.findByRole('heading', { name: 'Images' })).toBeDefined();
  });

  it('sends another domain after the user has unfolded the field', async () => {
    const { user } = await openSignIn();
    expect(screen.queryByLabelText('Domain')).toBeNull();
    await user.click(screen.getByRole('button', { name: 'Change' }));
    await user.clear(screen.getByLabelText('Domain'));
    await user.type(screen.getByLabelText('Domain'), 'research');
    await user.type(screen.getByLabelText('User name'), 'alice');
    await user.type(screen.getByLabelText('Password'), `${demoPassword}{Enter}`);
    await waitFor(() =>
      expect(signInBodies()).toEqual([{ username: 'alice', password: demoPassword, domain: 'research' }]),
    );
  });
});
