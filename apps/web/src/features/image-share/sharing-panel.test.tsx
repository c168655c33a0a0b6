// @vitest-environment jsdom
import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import { SharingPanel } from './sharing-panel.tsx';
import { enterProject, fakeGlance, ops, press, renderShare, sharedImage } from './testing-share.tsx';

afterEach(cleanup);

describe('SharingPanel', () => {
  it('shares the image with a project that the owner enters by name and shows the answer as pending', async () => {
    const glance = fakeGlance([]);
    await renderShare(<SharingPanel image={sharedImage} />, glance);
    await screen.findByText('Not shared with any project yet');
    await enterProject('ops');
    await press('Share');
    const row = (await screen.findByText('Pending')).closest('tr');
    expect(within(row as HTMLElement).getByText('p-ops')).toBeTruthy();
    expect(glance.writes).toEqual(['POST i-1/members {"member":"p-ops"}']);
  });

  it('rejects the owner and a member at the field and asks before it shares with an unlikely ID', async () => {
    const glance = fakeGlance([{ project: ops.id, status: 'accepted' }]);
    await renderShare(<SharingPanel image={sharedImage} />, glance);
    await enterProject('dev');
    await press('Share');
    await screen.findByText('This project owns the image already');
    await enterProject('ops');
    await screen.findByText('Already shared with this project');
    await enterProject('marketing');
    await press('Share');
    await press('Share anyway');
    await screen.findByText('Shared with project marketing');
    expect(glance.writes).toEqual(['POST i-1/members {"member":"marketing"}']);
  });

  it('removes a member after a confirmation', async () => {
    const glance = fakeGlance([{ project: ops.id, status: 'accepted' }]);
    await renderShare(<SharingPanel image={sharedImage} />, glance);
    await press('Remove project ops');
    expect(glance.writes).toEqual([]);
    await press('Remove');
    await screen.findByText('Not shared with any project yet');
    expect(glance.writes).toEqual(['DELETE i-1/members/p-ops undefined']);
  });

  it('sends a rejection when a member leaves', async () => {
    const glance = fakeGlance([{ project: ops.id, status: 'accepted' }]);
    await renderShare(<SharingPanel image={sharedImage} />, glance, ops);
    await screen.findByText('This image belongs to project “dev”.');
    expect(screen.queryByRole('button', { name: 'Remove project ops' })).toBeNull();
    expect(screen.queryByRole('combobox')).toBeNull();
    await press('Leave image web');
    await press('Leave');
    await screen.findByText('Rejected');
    expect(glance.writes).toEqual(['PUT i-1/members/p-ops {"status":"rejected"}']);
  });

  it('offers to make a private image shared and warns before it narrows a public one', async () => {
    const glance = fakeGlance([], 'private');
    await renderShare(<SharingPanel image={{ ...sharedImage, visibility: 'private' }} />, glance);
    await press('Change visibility to shared');
    const dialog = within(await screen.findByRole('dialog'));
    fireEvent.click(dialog.getByRole('button', { name: 'Change visibility to shared' }));
    await waitFor(() =>
      expect(glance.writes).toEqual(['PATCH i-1 [{"op":"replace","path":"/visibility","value":"shared"}]']),
    );
    cleanup();
    await renderShare(<SharingPanel image={{ ...sharedImage, visibility: 'public' }} />, fakeGlance([], 'public'));
    await press('Change visibility to shared');
    await screen.findByText(/Everybody else no longer sees it/);
  });
});
