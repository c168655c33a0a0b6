// @vitest-environment jsdom
import { cleanup, screen, waitFor, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { afterEach, describe, expect, it } from 'vitest';
import { openList, sessionOf, wireOf } from './testing-page.tsx';

const gib = 1024 ** 3;
const images = [
  wireOf(0, { tags: ['生产'], size: 3 * gib }),
  wireOf(1, { visibility: 'community', owner: 'p-other' }),
  wireOf(2, { os_hidden: true }),
  wireOf(3),
];
const namesShown = () => screen.getAllByRole('link', { name: /image-/ }).map((link) => link.textContent);
const heads = () => screen.getAllByRole('columnheader').map((head) => head.textContent);

afterEach(cleanup);

const slots = {
  inbox: <p>two images wait</p>,
  waiting: 2,
  exportDialog: (view: { readonly images: readonly { readonly name: string }[]; readonly complete: boolean }) => (
    <p>{`export ${view.images.map(({ name }) => name).join(' ')}, ${view.complete ? 'whole' : 'in part'}`}</p>
  ),
};

describe('the whole set', () => {
  it("holds others' community images and hidden ones, and says where they are", async () => {
    await openList({ images: () => images });
    await screen.findByText('· 4');
    expect(within(screen.getByRole('row', { name: /image-2/ })).getByText('Hidden')).toBeDefined();
    await userEvent.click(screen.getByRole('button', { name: 'Visibility' }));
    await userEvent.click(screen.getByRole('checkbox', { name: /Community/ }));
    expect(namesShown()).toEqual(['image-1']);
  });
});

describe('filters', () => {
  it('come from the rest when they are asked for, and go into the address', async () => {
    const { router } = await openList({ images: () => images });
    await screen.findByText('· 4');
    await userEvent.click(screen.getByRole('button', { name: 'More filters' }));
    const others = within(screen.getByRole('group', { name: 'More filters' }));
    await userEvent.click(others.getByRole('button', { name: 'Tags' }));
    await userEvent.click(await screen.findByRole('checkbox', { name: /生产/ }));
    expect(namesShown()).toEqual(['image-0']);
    await waitFor(() => expect(new URLSearchParams(router.state.location.search).getAll('tag')).toEqual(['生产']));
    await userEvent.click(screen.getByRole('button', { name: 'Clear this filter' }));
    expect(namesShown()).toHaveLength(4);
  });

  it('narrow by size, and clear all at once', async () => {
    const { router } = await openList({ images: () => images, address: '?hidden=no&size-to=1TiB' });
    await screen.findByText('· 3 / 4');
    await userEvent.click(screen.getByRole('button', { name: 'Size ≤ 1 TiB' }));
    await userEvent.type(screen.getByRole('spinbutton', { name: 'From' }), '0.002');
    expect(namesShown()).toEqual(['image-0']);
    await waitFor(() => expect(router.state.location.search).toContain('size-from='));
    await userEvent.click(screen.getByRole('button', { name: 'Clear conditions' }));
    expect(namesShown()).toHaveLength(4);
  });
});

describe('columns', () => {
  it('are hidden and moved by keyboard, and are so at the next visit', async () => {
    const kept = new Map<string, string>();
    await openList({ images: () => images, kept });
    await screen.findByText('· 4');
    await userEvent.click(screen.getByRole('button', { name: 'Columns' }));
    await userEvent.click(await screen.findByRole('checkbox', { name: 'ID' }));
    screen.getByRole('button', { name: 'Move OS category up' }).focus();
    await userEvent.keyboard('{Enter}');
    expect(document.activeElement).toBe(screen.getByRole('button', { name: 'Move OS category up' }));
    expect(heads().slice(1, 4)).toEqual(['Name', 'OS category', 'Status']);
    cleanup();
    await openList({ images: () => images, kept });
    await screen.findByText('· 4');
    expect(heads().slice(1, 3)).toEqual(['Name', 'OS category']);
    expect(heads()).not.toContain('ID');
  });
});

describe('the tools', () => {
  it('copy a link to the view', async () => {
    const user = userEvent.setup();
    await openList({ images: () => images, address: '?q=image-3&sort=name%3Adesc' });
    await screen.findByText('· 1 / 4');
    await user.click(screen.getByRole('button', { name: 'Copy link to this view' }));
    const link = await navigator.clipboard.readText();
    expect(new URL(link).search).toBe('?q=image-3&sort=name%3Adesc');
  });

  it('export what is in view, from every page', async () => {
    const many = Array.from({ length: 30 }, (_, place) =>
      wireOf(place, { visibility: place < 22 ? 'public' : 'private' }),
    );
    await openList({ images: () => many, address: '?tab=public', slots });
    await screen.findByText('1–20 of 22');
    await userEvent.click(screen.getByRole('button', { name: 'Export' }));
    expect(screen.getByText(/^export image-0 image-1 .* image-21, whole$/)).toBeDefined();
  });

  it('export what is picked, in the order of the list, from the batch bar', async () => {
    await openList({ images: () => images, address: '?sort=name:desc', slots });
    await screen.findByText('· 4');
    await userEvent.click(screen.getByRole('checkbox', { name: 'Select image image-0' }));
    await userEvent.click(screen.getByRole('checkbox', { name: 'Select image image-3' }));
    await userEvent.click(screen.getByRole('button', { name: 'Export' }));
    expect(screen.getByText('export image-3 image-0, whole')).toBeDefined();
  });
});

it('leads an administrator elsewhere to the project where creating is allowed', async () => {
  const { actions } = sessionOf();
  const session = sessionOf({
    projects: [
      { id: 'p-admin', name: 'admin', domain: 'Default' },
      { id: 'p-dev', name: 'dev', domain: 'Default' },
    ],
    actions: { ...actions, 'image.create': { allowed: false, reason: 'administratorProjectOnly' } },
  });
  const { switched } = await openList({ images: () => images, session });
  await userEvent.click(await screen.findByRole('button', { name: 'Switch to Default/admin' }));
  expect(switched).toEqual(['admin']);
});

it('shows what waits for an answer over the shared images, and how many on the tab', async () => {
  await openList({ images: () => [wireOf(1, { visibility: 'shared' })], slots });
  await screen.findByRole('link', { name: 'image-1' });
  expect(screen.queryByText('two images wait')).toBeNull();
  await userEvent.click(screen.getByRole('tab', { name: 'Shared (2 pending)' }));
  expect(screen.getByText('two images wait')).toBeDefined();
  expect(screen.getByRole('link', { name: 'image-1' })).toBeDefined();
});

it('opens the rest of a row’s actions where it is asked for, with the reason of those refused', async () => {
  const offered = ['download', 'tag', 'delete'] as const;
  const { ran } = await openList({ images: () => [wireOf(0, { protected: true })], offered });
  await userEvent.click(await screen.findByRole('button', { name: 'More actions' }));
  const refused = await screen.findByRole('menuitem', { name: /Delete.*protected/ });
  expect(refused.getAttribute('aria-disabled')).toBe('true');
  await userEvent.click(refused);
  expect(ran).toEqual([]);
});
