// @vitest-environment jsdom
import { cleanup, fireEvent, screen, within } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import { ShareInbox } from './share-inbox.tsx';
import { fakeGlance, ops, press, renderShare } from './testing-share.tsx';

afterEach(cleanup);

describe('ShareInbox', () => {
  it('moves an image to the accepted ones when the user accepts it', async () => {
    const glance = fakeGlance([{ project: ops.id, status: 'pending' }]);
    await renderShare(<ShareInbox />, glance, ops);
    const table = await screen.findByRole('table', { name: 'Pending (1)' });
    expect(within(table).getByRole('link', { name: 'web' }).getAttribute('href')).toBe('/compute/images/i-1');
    await press('Accept image web');
    await screen.findByRole('table', { name: 'Accepted (1)' });
    expect(glance.writes).toEqual(['PUT i-1/members/p-ops {"status":"accepted"}']);
  });

  it('shows a project reader why they cannot answer', async () => {
    const glance = fakeGlance([{ project: ops.id, status: 'pending' }]);
    await renderShare(<ShareInbox />, glance, ops, {
      'image.answerShare': { allowed: false, reason: 'memberRoleNeeded' },
    });
    const accept = await screen.findByRole('button', { name: 'Accept' });
    fireEvent.focus(accept);
    expect(screen.getByRole('tooltip', { hidden: true }).textContent).toBe('Your role in this project is read-only');
    fireEvent.click(accept);
    expect(glance.writes).toEqual([]);
  });
});
