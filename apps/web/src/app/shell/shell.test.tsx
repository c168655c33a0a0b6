// @vitest-environment jsdom
import { cleanup, screen, waitFor, within } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { renderApp } from '../testing/render-app.tsx';
import { setUpTestConsole } from '../testing/test-console.ts';

const console = setUpTestConsole();

beforeEach(() => localStorage.clear());
afterEach(() => {
  cleanup();
  vi.restoreAllMocks();
});

async function openList() {
  await console.signIn('alice', 'dev');
  const app = await renderApp(console, '/compute/images');
  await screen.findByRole('heading', { name: 'Images' });
  return app;
}

const breadcrumb = () => {
  const items = within(screen.getByRole('navigation', { name: 'You are here' })).getAllByRole('listitem');
  return items.map((item) => item.textContent);
};

describe('bar', () => {
  it('switches to another project and confirms it', async () => {
    const { user } = await openList();
    await user.click(screen.getByLabelText('Project'));
    await user.click(screen.getByRole('option', { name: 'ops' }));
    expect(await screen.findByText('Now in project ops')).toBeDefined();
  });

  it('switches the language from its menu by keyboard, and returns the focus', async () => {
    const { user } = await openList();
    screen.getByRole('button', { name: 'Language' }).focus();
    await user.keyboard('{Enter}');
    expect(document.activeElement?.textContent).toBe('中文');
    await user.keyboard('{ArrowDown}');
    expect(document.activeElement?.textContent).toBe('English');
    await user.keyboard('{ArrowUp}{Enter}');
    expect(await screen.findByRole('heading', { name: '镜像' })).toBeDefined();
    expect(document.activeElement).toBe(screen.getByRole('button', { name: '语言' }));
  });

  it('closes an open panel with Escape and when the focus leaves it', async () => {
    const { user } = await openList();
    const products = screen.getByRole('button', { name: 'Products & Services' });
    await user.click(products);
    expect(products.getAttribute('aria-expanded')).toBe('true');
    await user.keyboard('{Escape}');
    expect(products.getAttribute('aria-expanded')).toBe('false');
    expect(document.activeElement).toBe(products);
    await user.click(products);
    await user.click(screen.getByRole('button', { name: 'Theme' }));
    expect(products.getAttribute('aria-expanded')).toBe('false');
  });

  it('shows the signed-in user and signs out', async () => {
    const { user, location } = await openList();
    await user.click(screen.getByRole('button', { name: 'User alice' }));
    await user.click(screen.getByRole('link', { name: 'Sign out' }));
    expect(await screen.findByLabelText('User name')).toBeDefined();
    expect(location()).toBe('/login');
  });

  it('offers its controls in a sheet on a phone', async () => {
    vi.spyOn(window, 'matchMedia').mockImplementation(
      (media) =>
        ({
          matches: media.includes('max-width'),
          media,
          addEventListener: () => undefined,
          removeEventListener: () => undefined,
        }) as unknown as MediaQueryList,
    );
    const { user } = await openList();
    expect(screen.queryByLabelText('Project')).toBeNull();
    await user.click(screen.getByRole('button', { name: 'Menu' }));
    const sheet = within(screen.getByRole('dialog', { name: 'Menu' }));
    expect(sheet.getByLabelText('Project')).toBeDefined();
    expect(sheet.getByRole('radio', { name: 'English' })).toBeDefined();
    await user.click(sheet.getByRole('button', { name: 'Close' }));
    expect(screen.queryByRole('dialog')).toBeNull();
  });
});

describe('title and breadcrumb', () => {
  it('name the levels above the page and the page', async () => {
    const { navigate } = await openList();
    expect(breadcrumb()).toEqual(['Compute', 'Images']);
    expect(document.title).toBe('Images · Image console');
    await navigate('/compute/images/create');
    await screen.findByRole('heading', { name: 'Create Image' });
    expect(breadcrumb()).toEqual(['Compute', 'Images', 'Create Image']);
    await navigate('/compute/network');
    await screen.findByRole('heading', { name: 'There is no such page' });
    expect(breadcrumb()).toEqual(['There is no such page']);
  });

  it('name the image on its page', async () => {
    await console.signIn('admin');
    const image = { name: 'debian-13', disk_format: 'raw', container_format: 'bare' };
    const { id } = (await console.send('POST', '/api/image/v2/images', image)) as { id: string };
    const { navigate } = await renderApp(console, `/compute/images/${id}`);
    await waitFor(() => expect(breadcrumb()).toEqual(['Compute', 'Images', 'debian-13']));
    expect(document.title).toBe('debian-13 · Image console');
    await navigate('/compute/images');
    await waitFor(() => expect(document.title).toBe('Images · Image console'));
  });
});

describe('routes', () => {
  it('request the image list once, however the view state in the address changes', async () => {
    const { user } = await openList();
    await user.type(screen.getByRole('searchbox'), 'debian');
    await waitFor(() => expect(screen.getByRole('searchbox')).toHaveProperty('value', 'debian'));
    const lists = console.requests.filter(({ path }) => path.startsWith('/api/image/v2/images?'));
    expect(lists.filter(({ path }) => !path.includes('os_hidden') && !path.includes('member_status'))).toHaveLength(1);
  });
});
