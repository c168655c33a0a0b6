// @vitest-environment jsdom
import { cleanup, screen, waitFor, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { afterEach, describe, expect, it } from 'vitest';
import { createSession, createWireImage, renderListPage } from './testing-list-page.tsx';

afterEach(cleanup);

const sixtyImages = Array.from({ length: 60 }, (_, index) => createWireImage(index));
const shownNames = () => screen.getAllByRole('link', { name: /image-/ }).map((link) => link.textContent);

describe('image list page', () => {
  it('shows the first page of images and pages through the whole list', async () => {
    const { router } = await renderListPage({ images: () => sixtyImages });
    await screen.findByText('· 60');
    expect(shownNames()).toHaveLength(20);
    await userEvent.click(screen.getByRole('button', { name: 'Next page' }));
    expect(shownNames()[0]).toBe('image-20');
    await waitFor(() => expect(router.state.location.search).toBe('?page=2'));
    expect(screen.getByText('21–40 of 60')).toBeDefined();
  });

  it('applies search and sort from the address', async () => {
    await renderListPage({ images: () => sixtyImages, search: '?q=image-5&sort=name%3Adesc' });
    await screen.findByText('· 11 / 60');
    expect(shownNames().slice(0, 2)).toEqual(['image-59', 'image-58']);
    const header = screen.getByRole('columnheader', { name: 'Name' });
    expect(header.getAttribute('aria-sort')).toBe('descending');
  });

  it('filters while the user types and writes the search into the address when typing pauses', async () => {
    const images = [createWireImage(0, { name: '银河麒麟 V10' }), ...sixtyImages.slice(1)];
    const { router } = await renderListPage({ images: () => images });
    await screen.findByText('· 60');
    await userEvent.type(screen.getByRole('searchbox'), '麒麟');
    expect(screen.getByText('· 1 / 60')).toBeDefined();
    await waitFor(() => expect(new URLSearchParams(router.state.location.search).get('q')).toBe('麒麟'));
  });

  it('polls only images with a moving status, and stops when the status is settled', async () => {
    let status = 'saving';
    const { requests } = await renderListPage({
      images: () => [createWireImage(0), createWireImage(1, { status, size: null })],
    });
    await screen.findByText('Saving');
    status = 'active';
    await waitFor(() => expect(screen.getAllByText('Active')).toHaveLength(2));
    const polls = requests.filter((query) => query.has('id'));
    expect(polls.map((query) => query.get('id'))).toEqual(['id-0001']);
  });

  it('keeps the loaded images and shows an alert when a further page fails', async () => {
    await renderListPage({
      images: () => sixtyImages,
      failures: { 2: { kind: 'cloud', status: 503, body: '', contentType: 'text/plain', requestId: 'req-1' } },
    });
    const alert = await screen.findByRole('alert');
    expect(alert.textContent).toContain('The list could not be loaded completely');
    expect(shownNames()).toHaveLength(20);
    await userEvent.click(within(alert).getByRole('button', { name: /again|retry/i }));
    await screen.findByText('· 60');
    expect(screen.queryByRole('alert')).toBeNull();
  });

  it('shows different texts for a cloud without images and a search without matches', async () => {
    await renderListPage({ images: () => [] });
    await screen.findByRole('heading', { name: 'No images yet' });
    cleanup();
    await renderListPage({ images: () => sixtyImages, search: '?q=nothing' });
    await screen.findByRole('heading', { name: 'No images match' });
    await userEvent.click(screen.getAllByRole('button', { name: 'Clear conditions' })[0] as HTMLElement);
    expect(shownNames()).toHaveLength(20);
  });

  it('shows the share inbox above the shared images and the number of pending shares in the tab', async () => {
    await renderListPage({
      images: () => [createWireImage(1, { visibility: 'shared' })],
      slots: { shareInbox: <p>two pending shares</p>, pendingShareCount: 2, exportDialog: () => null },
    });
    await screen.findByRole('link', { name: 'image-1' });
    expect(screen.queryByText('two pending shares')).toBeNull();
    await userEvent.click(screen.getByRole('tab', { name: 'Shared (2 pending)' }));
    expect(screen.getByText('two pending shares')).toBeDefined();
    expect(screen.getByRole('link', { name: 'image-1' })).toBeDefined();
  });
});

describe('create button', () => {
  it('shows the reason of a denied create permission in a tooltip', async () => {
    const denied = { allowed: false, reason: 'cloudAdministratorOnly' } as const;
    const { actions } = createSession();
    const session = createSession({ actions: { ...actions, 'image.create': denied } });
    await renderListPage({ images: () => sixtyImages, session });
    await userEvent.hover(await screen.findByRole('button', { name: 'Create Image' }));
    expect(screen.getByRole('tooltip', { hidden: true }).textContent).toContain('cloud administrator');
  });

  it('has a button beside it that switches an administrator to the project where creating is allowed', async () => {
    const { actions } = createSession();
    const session = createSession({
      projects: [
        { id: 'p-admin', name: 'admin', domain: 'Default' },
        { id: 'p-dev', name: 'dev', domain: 'Default' },
      ],
      actions: { ...actions, 'image.create': { allowed: false, reason: 'administratorProjectOnly' } },
    });
    const { switchedProjects } = await renderListPage({ images: () => [createWireImage(0)], session });
    await userEvent.click(await screen.findByRole('button', { name: 'Switch to Default/admin' }));
    expect(switchedProjects).toEqual(['admin']);
  });
});

describe('selection toolbar', () => {
  it('replaces the list toolbar and acts on the images selected on all pages', async () => {
    const { startedActions } = await renderListPage({ images: () => sixtyImages });
    await screen.findByText('· 60');
    await userEvent.click(screen.getByRole('checkbox', { name: 'Select image image-0' }));
    expect(screen.queryByRole('searchbox')).toBeNull();
    await userEvent.click(screen.getByRole('button', { name: 'Next page' }));
    await userEvent.click(screen.getByRole('checkbox', { name: 'Select image image-20' }));
    expect(screen.getByText('2 images selected')).toBeDefined();
    await userEvent.click(screen.getAllByRole('button', { name: 'Delete' })[0] as HTMLElement);
    expect(startedActions).toEqual([{ action: 'delete', names: ['image-0', 'image-20'] }]);
  });
});

describe('row actions', () => {
  it('show the reason of a blocked action in a tooltip and do not start it', async () => {
    const { startedActions } = await renderListPage({ images: () => [createWireImage(0, { protected: true })] });
    const button = await screen.findByRole('button', { name: 'Delete' });
    await userEvent.click(button);
    expect(startedActions).toEqual([]);
    expect(screen.getByRole('tooltip', { hidden: true }).textContent).toContain('protected');
  });

  it('show the reason of a blocked action in the menu and do not start it', async () => {
    const offered = ['download', 'tag', 'delete'] as const;
    const { startedActions } = await renderListPage({
      images: () => [createWireImage(0, { protected: true })],
      offered,
    });
    await userEvent.click(await screen.findByRole('button', { name: 'More actions' }));
    const blockedItem = await screen.findByRole('menuitem', { name: /Delete.*protected/ });
    expect(blockedItem.getAttribute('aria-disabled')).toBe('true');
    await userEvent.click(blockedItem);
    expect(startedActions).toEqual([]);
  });
});

describe('keyboard', () => {
  it('focuses the search, moves between rows, selects a row and opens an image', async () => {
    const { router } = await renderListPage({ images: () => sixtyImages });
    await screen.findByText('· 60');
    await userEvent.keyboard('/');
    expect(document.activeElement).toBe(screen.getByRole('searchbox'));
    const [, firstRow] = screen.getAllByRole('row');
    firstRow?.focus();
    await userEvent.keyboard('{ArrowDown} ');
    expect(screen.getByRole('checkbox', { name: 'Select image image-1' })).toHaveProperty('checked', true);
    await userEvent.keyboard('{ArrowDown}{Enter}');
    await waitFor(() => expect(router.state.location.pathname).toBe('/compute/images/id-0002'));
  });

  it('returns the focus to the row when the keyboard help is closed', async () => {
    await renderListPage({ images: () => sixtyImages });
    await screen.findByText('· 60');
    const [, firstRow] = screen.getAllByRole('row');
    firstRow?.focus();
    await userEvent.keyboard('?');
    await screen.findByRole('dialog');
    await userEvent.keyboard('{Escape}');
    await waitFor(() => expect(document.activeElement).toBe(firstRow));
  });
});
