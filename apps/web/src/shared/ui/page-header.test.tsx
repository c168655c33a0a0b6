// @vitest-environment jsdom
import { cleanup, render, screen, waitFor } from '@testing-library/react';
import { createMemoryRouter, Outlet, RouterProvider } from 'react-router';
import { afterEach, describe, expect, it } from 'vitest';
import { PageHeader } from './page-header.tsx';

afterEach(cleanup);

/** Two pages in a frame with a menu. */
function open() {
  const router = createMemoryRouter(
    [
      {
        element: (
          <>
            <div data-keeps-focus>
              <button type="button">In the menu</button>
            </div>
            <button type="button">In the frame</button>
            <Outlet />
          </>
        ),
        children: ['one', 'two'].map((path) => ({ path: `/${path}`, element: <PageHeader title={path} /> })),
      },
    ],
    { initialEntries: ['/one'] },
  );
  render(<RouterProvider router={router} />);
  return router;
}

describe('the heading of a page', () => {
  it('leaves the focus alone on the first page', () => {
    open();
    expect(document.activeElement).toBe(document.body);
  });

  it('takes the focus when one has come by a link', async () => {
    const router = open();
    screen.getByRole('button', { name: 'In the frame' }).focus();
    await router.navigate('/two');
    const heading = await screen.findByRole('heading', { name: 'two' });
    await waitFor(() => expect(document.activeElement).toBe(heading));
  });

  it('does not take it from a menu opened meanwhile', async () => {
    const router = open();
    screen.getByRole('button', { name: 'In the menu' }).focus();
    await router.navigate('/two');
    await screen.findByRole('heading', { name: 'two' });
    expect(document.activeElement?.textContent).toBe('In the menu');
  });
});
