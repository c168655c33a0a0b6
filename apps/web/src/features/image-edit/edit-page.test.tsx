// @vitest-environment jsdom
import { act, cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import { renderEditPage } from './testing-edit-page.tsx';

afterEach(cleanup);

const field = (label: string | RegExp) => screen.findByLabelText<HTMLInputElement>(label);
const type = async (label: string | RegExp, value: string) =>
  fireEvent.change(await field(label), { target: { value } });
const press = (name: string) => fireEvent.click(screen.getByRole('button', { name }));

describe('edit page', () => {
  it('shows the image, sends only the changed field, and leaves with a toast', async () => {
    const { patches } = await renderEditPage({ min_ram: 1000, os_distro: 'Debian', hw_rng_model: 'virtio' });
    expect((await field(/^Image name/)).value).toBe('debian-12');
    expect((await field('Minimum memory (GiB)')).value).toBe('0.9765625');
    expect((await field('Value 1')).value).toBe('virtio');
    await type(/^Image name/, 'debian-13');
    press('Save');
    await screen.findByText('the detail');
    expect(patches).toEqual([[{ op: 'replace', path: '/name', value: 'debian-13' }]]);
    expect(screen.getByRole('status').textContent).toBe('Image “debian-13” is saved');
  });

  it('shows that nothing has changed, and sends nothing', async () => {
    const { patches } = await renderEditPage();
    await field(/^Image name/);
    press('Save');
    expect(await screen.findByText('Nothing was changed, so nothing was sent')).toBeTruthy();
    expect(patches).toEqual([]);
    await type(/^Description/, 'new');
    await waitFor(() => expect(screen.queryByText('Nothing was changed, so nothing was sent')).toBeNull());
  });

  it('offers unknown values as options and keeps them', async () => {
    const { patches } = await renderEditPage({
      img_hv_type: 'qemu',
      hw_architecture: 'riscv64',
      es_live_resize_enabled: 'auto',
    });
    expect((await screen.findByRole<HTMLInputElement>('radio', { name: 'riscv64' })).checked).toBe(true);
    const live = within(screen.getByRole('radiogroup', { name: 'Live resize' }));
    expect(live.getByRole<HTMLInputElement>('radio', { name: 'auto' }).checked).toBe(true);
    fireEvent.click(screen.getByRole('switch', { name: 'Protected' }));
    press('Save');
    await screen.findByText('the detail');
    expect(patches).toEqual([[{ op: 'replace', path: '/protected', value: true }]]);
  });

  it('shows the patch in the summary', async () => {
    await renderEditPage({ p: '1' });
    await type('Value 1', '2');
    fireEvent.click(await screen.findByText(/^Changes to send/));
    expect(await screen.findByText(/\{"op":"replace","path":"\/p","value":"2"\}/)).toBeTruthy();
    expect(screen.getByText('1 change')).toBeTruthy();
  });

  it('shows the visibility shared and keeps it', async () => {
    const { patches } = await renderEditPage({ visibility: 'shared' });
    await field(/^Image name/);
    expect(screen.getByText('Shared')).toBeTruthy();
    await type(/^Description/, 'new');
    press('Save');
    await screen.findByText('the detail');
    expect(patches).toEqual([[{ op: 'add', path: '/description', value: 'new' }]]);
  });

  it('keeps another user’s change of another field and names it in the toast', async () => {
    const { patches, change } = await renderEditPage();
    await type(/^Image name/, 'mine');
    change({ description: 'theirs', updated_at: '2026-01-02T00:00:00Z' });
    press('Save');
    await screen.findByText('the detail');
    expect(patches).toEqual([[{ op: 'replace', path: '/name', value: 'mine' }]]);
    expect(screen.getByRole('status').textContent).toMatch(/what somebody else changed meanwhile is kept: Description/);
  });

  it('asks the user to choose where another user changed the same fields', async () => {
    const { patches, change } = await renderEditPage();
    await type(/^Image name/, 'mine');
    await type(/^Description/, 'my words');
    change({ name: 'theirs', description: 'their words' });
    press('Save');
    const dialog = within(await screen.findByRole('dialog', { name: 'Somebody else has changed this image' }));
    const save = dialog.getByRole<HTMLButtonElement>('button', { name: 'Save these choices' });
    const name = within(dialog.getByRole('radiogroup', { name: 'Image name' }));
    fireEvent.click(name.getByRole('radio', { name: 'Their value theirs' }));
    expect(save.disabled).toBe(true);
    const description = within(dialog.getByRole('radiogroup', { name: 'Description' }));
    fireEvent.click(description.getByRole('radio', { name: 'My value my words' }));
    expect(patches).toEqual([]);
    fireEvent.click(save);
    await screen.findByText('the detail');
    expect(patches).toEqual([[{ op: 'replace', path: '/description', value: 'my words' }]]);
  });

  it('asks again when the image has changed while the user was choosing', async () => {
    const { patches, change } = await renderEditPage();
    await type(/^Image name/, 'mine');
    change({ name: 'theirs' });
    press('Save');
    fireEvent.click(await screen.findByRole('radio', { name: 'My value mine' }));
    change({ name: 'theirs again' });
    press('Save these choices');
    fireEvent.click(await screen.findByRole('radio', { name: 'Their value theirs again' }));
    expect(patches).toEqual([]);
    press('Save these choices');
    await screen.findByText('the detail');
    expect(patches).toEqual([]);
  });

  it('shows a refusal at the field that it names, and keeps the form', async () => {
    const { refuseNext, patches } = await renderEditPage();
    await type(/^Image name/, 'mine');
    refuseNext(refusal(400, "Provided object does not match schema 'image': 'mine' is too long. On instance['name']"));
    press('Save');
    await waitFor(async () => expect((await field(/^Image name/)).getAttribute('aria-invalid')).toBe('true'));
    expect((await screen.findAllByText(/The name is too long/)).length).toBeGreaterThan(0);
    expect((await field(/^Image name/)).value).toBe('mine');
    press('Save');
    await screen.findByText('the detail');
    expect(patches).toHaveLength(1);
  });

  it('shows another refusal above the form, with the request id', async () => {
    const { refuseNext } = await renderEditPage();
    await type(/^Image name/, 'mine');
    refuseNext(refusal(403, 'Forbidden'));
    press('Save');
    expect(await screen.findByText(/The image was not saved. What you filled in is still here/)).toBeTruthy();
    expect(screen.getByText('req-1')).toBeTruthy();
    expect((await field(/^Image name/)).value).toBe('mine');
  });

  it('sends nothing when the image has been deactivated meanwhile', async () => {
    const { change, patches } = await renderEditPage();
    await type(/^Image name/, 'mine');
    change({ status: 'deactivated' });
    press('Save');
    expect(await screen.findByText('The image cannot be modified now')).toBeTruthy();
    expect(patches).toEqual([]);
    expect((await field(/^Image name/)).value).toBe('mine');
  });

  it('shows why an importing image cannot be modified', async () => {
    await renderEditPage({ status: 'importing' });
    expect(await screen.findByText('Only active and queued images can be modified')).toBeTruthy();
    expect(screen.queryByRole('button', { name: 'Save' })).toBeNull();
  });

  it('has a format field for a queued image only', async () => {
    await renderEditPage({ status: 'queued' });
    expect(await screen.findByRole('combobox', { name: 'Format' })).toBeTruthy();
    cleanup();
    await renderEditPage();
    await field(/^Image name/);
    expect(screen.queryByRole('combobox', { name: 'Format' })).toBeNull();
  });

  it('checks changed fields only', async () => {
    const { patches } = await renderEditPage({ name: '', min_ram: 1000 });
    await type(/^Description/, 'new');
    press('Save');
    await screen.findByText('the detail');
    expect(patches).toHaveLength(1);
    cleanup();
    await renderEditPage();
    await type(/^Image name/, '  ');
    press('Save');
    expect((await screen.findAllByText(/Enter a name for the image/)).length).toBeGreaterThan(0);
  });

  it('asks before the user leaves a changed form', async () => {
    const { router } = await renderEditPage();
    await type(/^Image name/, 'mine');
    await act(() => router.navigate('/compute/images'));
    expect(await screen.findByRole('dialog', { name: 'Leave this page?' })).toBeTruthy();
    expect((await field(/^Image name/)).value).toBe('mine');
  });
});

function refusal(status: number, message: string) {
  const body = JSON.stringify({ message, code: `${status}`, title: 'x' });
  return { kind: 'cloud', status, body, contentType: 'application/json', requestId: 'req-1' } as const;
}
