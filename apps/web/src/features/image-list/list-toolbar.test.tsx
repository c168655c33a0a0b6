// @vitest-environment jsdom
import { GiB } from '@console/units';
import { cleanup, screen, waitFor, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { afterEach, describe, expect, it } from 'vitest';
import { createWireImage, renderListPage } from './testing-list-page.tsx';

const images = [
  createWireImage(0, { tags: ['生产'], size: 3 * GiB }),
  createWireImage(1, { visibility: 'community', owner: 'p-other' }),
  createWireImage(2, { os_hidden: true }),
  createWireImage(3),
];
const shownNames = () => screen.getAllByRole('link', { name: /image-/ }).map((link) => link.textContent);
const columnTitles = () => screen.getAllByRole('columnheader').map((header) => header.textContent);

afterEach(cleanup);

describe('filters', () => {
  it("find other projects' community images, and the list marks hidden images", async () => {
    await renderListPage({ images: () => images });
    await screen.findByText('· 4');
    expect(within(screen.getByRole('row', { name: /image-2/ })).getByText('Hidden')).toBeDefined();
    await userEvent.click(screen.getByRole('button', { name: 'Visibility' }));
    await userEvent.click(screen.getByRole('checkbox', { name: /Community/ }));
    expect(shownNames()).toEqual(['image-1']);
  });

  it('can be added from "More filters", are written into the address and can be cleared', async () => {
    const { router } = await renderListPage({ images: () => images });
    await screen.findByText('· 4');
    await userEvent.click(screen.getByRole('button', { name: 'More filters' }));
    const moreFilters = within(screen.getByRole('group', { name: 'More filters' }));
    await userEvent.click(moreFilters.getByRole('button', { name: 'Tags' }));
    await userEvent.click(await screen.findByRole('checkbox', { name: /生产/ }));
    expect(shownNames()).toEqual(['image-0']);
    await waitFor(() => expect(new URLSearchParams(router.state.location.search).getAll('tag')).toEqual(['生产']));
    await userEvent.click(screen.getByRole('button', { name: 'Clear this filter' }));
    expect(shownNames()).toHaveLength(4);
  });

  it('narrow the list by size and are cleared together', async () => {
    const { router } = await renderListPage({ images: () => images, search: '?hidden=no&size-to=1TiB' });
    await screen.findByText('· 3 / 4');
    await userEvent.click(screen.getByRole('button', { name: 'Size ≤ 1 TiB' }));
    await userEvent.type(screen.getByRole('spinbutton', { name: 'From' }), '0.002');
    expect(shownNames()).toEqual(['image-0']);
    await waitFor(() => expect(router.state.location.search).toContain('size-from='));
    await userEvent.click(screen.getByRole('button', { name: 'Clear conditions' }));
    expect(shownNames()).toHaveLength(4);
  });
});

describe('column settings', () => {
  it('hide and move columns by keyboard and are restored on the next visit', async () => {
    const stored = new Map<string, string>();
    await renderListPage({ images: () => images, stored });
    await screen.findByText('· 4');
    await userEvent.click(screen.getByRole('button', { name: 'Columns' }));
    await userEvent.click(await screen.findByRole('checkbox', { name: 'ID' }));
    screen.getByRole('button', { name: 'Move OS category up' }).focus();
    await userEvent.keyboard('{Enter}');
    expect(document.activeElement).toBe(screen.getByRole('button', { name: 'Move OS category up' }));
    expect(columnTitles().slice(1, 4)).toEqual(['Name', 'OS category', 'Status']);
    cleanup();
    await renderListPage({ images: () => images, stored });
    await screen.findByText('· 4');
    expect(columnTitles().slice(1, 3)).toEqual(['Name', 'OS category']);
    expect(columnTitles()).not.toContain('ID');
  });
});

describe('copy link', () => {
  it('copies the address of the current view', async () => {
    const user = userEvent.setup();
    await renderListPage({ images: () => images, search: '?q=image-3&sort=name%3Adesc' });
    await screen.findByText('· 1 / 4');
    await user.click(screen.getByRole('button', { name: 'Copy link to this view' }));
    const link = await navigator.clipboard.readText();
    expect(new URL(link).search).toBe('?q=image-3&sort=name%3Adesc');
  });
});

describe('export', () => {
  const slots = {
    shareInbox: null,
    pendingShareCount: 0,
    exportDialog: (props: { readonly images: readonly { readonly name: string }[]; readonly complete: boolean }) => (
      <p>{`export ${props.images.map(({ name }) => name).join(' ')}, ${props.complete ? 'complete' : 'incomplete'}`}</p>
    ),
  };

  it('contains the matching images of all pages', async () => {
    const thirtyImages = Array.from({ length: 30 }, (_, index) =>
      createWireImage(index, { visibility: index < 22 ? 'public' : 'private' }),
    );
    await renderListPage({ images: () => thirtyImages, search: '?tab=public', slots });
    await screen.findByText('1–20 of 22');
    await userEvent.click(screen.getByRole('button', { name: 'Export' }));
    expect(screen.getByText(/^export image-0 image-1 .* image-21, complete$/)).toBeDefined();
  });

  it('contains the selected images in the order of the list', async () => {
    await renderListPage({ images: () => images, search: '?sort=name:desc', slots });
    await screen.findByText('· 4');
    await userEvent.click(screen.getByRole('checkbox', { name: 'Select image image-0' }));
    await userEvent.click(screen.getByRole('checkbox', { name: 'Select image image-3' }));
    await userEvent.click(screen.getByRole('button', { name: 'Export' }));
    expect(screen.getByText('export image-3 image-0, complete')).toBeDefined();
  });
});
