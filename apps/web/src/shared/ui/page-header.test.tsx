// @vitest-environment jsdom
import { cleanup, render, screen, waitFor } from '@testing-library/react';
import { createMemoryRouter, Outlet, RouterProvider } from 'react-router';
import { afterEach, describe, expect, it } from 'vitest';
import { PageHeader } from './page-header.tsx';

afterEach(cleanup);

/** Two pages in a layout with a popover. */
function openPages() {
  const router = createMemoryRouter(
    [
      {
        element: (
          <>
            <div data-keeps-focus>
              <button type="button">In the popover</button>
            </div>
            <button type="button">In the layout</button>
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

describe('PageHeader', () => {
  it('does not take the focus when the page is loaded', () => {
    openPages();
    expect(document.activeElement).toBe(document.body);
  });

  it('focuses its heading after a navigation', async () => {
    const router = openPages();
    screen.getByRole('button', { name: 'In the layout' }).focus();
    await router.navigate('/two');
    const heading = await screen.findByRole('heading', { name: 'two' });
    await waitFor(() => expect(document.activeElement).toBe(heading));
  });

  it('does not take the focus from an open popover', async () => {
    const router = openPages();
    screen.getByRole('button', { name: 'In the popover' }).focus();
    await router.navigate('/two');
    await screen.findByRole('heading', { name: 'two' });
    expect(document.activeElement?.textContent).toBe('In the popover');
  });
});
