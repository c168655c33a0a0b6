// @vitest-environment jsdom
import { cleanup, screen, waitFor, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { afterEach, describe, expect, it } from 'vitest';
import { openList, sessionOf, wireOf } from './testing-page.tsx';

afterEach(cleanup);

const many = Array.from({ length: 60 }, (_, place) => wireOf(place));
const namesShown = () => screen.getAllByRole('link', { name: /image-/ }).map((link) => link.textContent);

describe('the list', () => {
  it('shows the newest at once, loads the rest behind it, and turns pages over all of them', async () => {
    const { router } = await openList({ images: () => many });
    await screen.findByText('· 60');
    expect(namesShown()).toHaveLength(20);
    await userEvent.click(screen.getByRole('button', { name: 'Next page' }));
    expect(namesShown()[0]).toBe('image-20');
    await waitFor(() => expect(router.state.location.search).toBe('?page=2'));
    expect(screen.getByText('21–40 of 60')).toBeDefined();
  });

  it('finds, sorts and shows what the address says', async () => {
    await openList({ images: () => many, address: '?q=image-5&sort=name%3Adesc' });
    await screen.findByText('· 11 / 60');
    expect(namesShown().slice(0, 2)).toEqual(['image-59', 'image-58']);
    const head = screen.getByRole('columnheader', { name: 'Name' });
    expect(head.getAttribute('aria-sort')).toBe('descending');
  });

  it('writes a search into the address once the typing pauses, and finds any script', async () => {
    const images = [wireOf(0, { name: '银河麒麟 V10' }), ...many.slice(1)];
    const { router } = await openList({ images: () => images });
    await screen.findByText('· 60');
    await userEvent.type(screen.getByRole('searchbox'), '麒麟');
    expect(screen.getByText('· 1 / 60')).toBeDefined();
    await waitFor(() => expect(new URLSearchParams(router.state.location.search).get('q')).toBe('麒麟'));
  });

  it('looks again only at what is changing, and stops when it has settled', async () => {
    let status = 'saving';
    const { asked } = await openList({ images: () => [wireOf(0), wireOf(1, { status, size: null })] });
    await screen.findByText('Saving');
    status = 'active';
    await waitFor(() => expect(screen.getAllByText('Active')).toHaveLength(2));
    const looks = asked.filter((query) => query.has('id'));
    expect(looks.map((query) => query.get('id'))).toEqual(['id-0001']);
  });

  it('keeps what was loaded when a further page fails, and says so', async () => {
    await openList({
      images: () => many,
      failures: { 2: { kind: 'cloud', status: 503, body: '', contentType: 'text/plain', requestId: 'req-1' } },
    });
    const alert = await screen.findByRole('alert');
    expect(alert.textContent).toContain('The list could not be loaded completely');
    expect(namesShown()).toHaveLength(20);
    await userEvent.click(within(alert).getByRole('button', { name: /again|retry/i }));
    await screen.findByText('· 60');
    expect(screen.queryByRole('alert')).toBeNull();
  });

  it('tells an empty cloud from a search without result', async () => {
    await openList({ images: () => [] });
    await screen.findByRole('heading', { name: 'No images yet' });
    cleanup();
    await openList({ images: () => many, address: '?q=nothing' });
    await screen.findByRole('heading', { name: 'No images match' });
    await userEvent.click(screen.getAllByRole('button', { name: 'Clear conditions' })[0] as HTMLElement);
    expect(namesShown()).toHaveLength(20);
  });
});

describe('picking and acting', () => {
  it('puts the batch bar where the filters were, with what is picked across pages', async () => {
    const { ran } = await openList({ images: () => many });
    await screen.findByText('· 60');
    await userEvent.click(screen.getByRole('checkbox', { name: 'Select image image-0' }));
    expect(screen.queryByRole('searchbox')).toBeNull();
    await userEvent.click(screen.getByRole('button', { name: 'Next page' }));
    await userEvent.click(screen.getByRole('checkbox', { name: 'Select image image-20' }));
    expect(screen.getByText('2 images selected')).toBeDefined();
    await userEvent.click(screen.getAllByRole('button', { name: 'Delete' })[0] as HTMLElement);
    expect(ran).toEqual([{ action: 'delete', names: ['image-0', 'image-20'] }]);
  });

  it('leaves a refused action in its place and says why', async () => {
    const { ran } = await openList({ images: () => [wireOf(0, { protected: true })] });
    const button = await screen.findByRole('button', { name: 'Delete' });
    await userEvent.click(button);
    expect(ran).toEqual([]);
    expect(screen.getByRole('tooltip', { hidden: true }).textContent).toContain('protected');
  });

  it('says to whom creating is refused', async () => {
    const denied = { allowed: false, reason: 'cloudAdministratorOnly' } as const;
    const { actions } = sessionOf();
    await openList({ images: () => many, session: sessionOf({ actions: { ...actions, 'image.create': denied } }) });
    await userEvent.hover(await screen.findByRole('button', { name: 'Create Image' }));
    expect(screen.getByRole('tooltip', { hidden: true }).textContent).toContain('cloud administrator');
  });
});

describe('by keyboard', () => {
  it('searches, moves, picks and opens', async () => {
    const { router } = await openList({ images: () => many });
    await screen.findByText('· 60');
    await userEvent.keyboard('/');
    expect(document.activeElement).toBe(screen.getByRole('searchbox'));
    const [, first] = screen.getAllByRole('row');
    first?.focus();
    await userEvent.keyboard('{ArrowDown} ');
    expect(screen.getByRole('checkbox', { name: 'Select image image-1' })).toHaveProperty('checked', true);
    await userEvent.keyboard('{ArrowDown}{Enter}');
    await waitFor(() => expect(router.state.location.pathname).toBe('/compute/images/id-0002'));
  });
  it('is where it was after the shortcuts have been looked up', async () => {
    await openList({ images: () => many });
    await screen.findByText('· 60');
    const [, first] = screen.getAllByRole('row');
    first?.focus();
    await userEvent.keyboard('?');
    await screen.findByRole('dialog');
    await userEvent.keyboard('{Escape}');
    await waitFor(() => expect(document.activeElement).toBe(first));
  });
});
