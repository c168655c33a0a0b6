// @vitest-environment jsdom
import { act, cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { IMAGE_ID, openPage } from './testing-page.tsx';

afterEach(cleanup);

/** The head of a qcow2 of that virtual size, long enough to be told from a cut one. */
function qcow2(gib: number, name = 'debian-12.qcow2'): File {
  const bytes = new DataView(new ArrayBuffer(65_536));
  bytes.setUint32(0, 0x51_46_49_fb);
  bytes.setUint32(4, 2);
  bytes.setUint32(20, 16);
  bytes.setBigUint64(24, BigInt(gib) * 1024n ** 3n);
  return new File([bytes.buffer], name);
}

const field = (label: string | RegExp) => screen.getByLabelText(label) as HTMLInputElement;
const press = (name: string) => fireEvent.click(screen.getByRole('button', { name }));
async function choose(file: File) {
  fireEvent.change(field(/^Image file/), { target: { files: [file] } });
  await within(screen.getByRole('complementary', { name: 'Summary' })).findByText(file.name);
}

/** A file chosen and the button pressed: the image is made, and its upload is being opened. */
async function pressCreate(story: Parameters<typeof openPage>[0] = {}) {
  const page = await openPage(story);
  await choose(qcow2(1));
  await waitFor(() => expect(field(/^Image name/).value).toBe('debian-12'));
  press('Create');
  await waitFor(() => expect(page.transfers).toHaveLength(1));
  type Report = Parameters<(typeof page.transfers)[number]['report']>[0];
  return { ...page, report: (next: Report) => act(() => page.transfers[0]?.report(next)) };
}

describe('the create page', () => {
  it('fills in what the file says, sends the draft, and goes to the list once the upload has begun', async () => {
    const { asked, transfers, uploads } = await openPage();
    await choose(qcow2(3));
    await waitFor(() => expect(field(/^Image name/).value).toBe('debian-12'));
    await waitFor(() => expect(field('Minimum system disk (GiB)').value).toBe('3'));
    press('Create');
    await waitFor(() => expect(transfers).toHaveLength(1));
    expect(asked.find(({ method }) => method === 'POST')?.body).toMatchObject({
      name: 'debian-12',
      disk_format: 'qcow2',
      container_format: 'bare',
      min_disk: 3,
      visibility: 'private',
      hw_architecture: 'x86_64',
      img_hv_type: 'qemu',
    });
    expect(uploads.getSnapshot()).toMatchObject([{ id: IMAGE_ID, imageName: 'debian-12', state: { kind: 'opening' } }]);
    act(() => transfers[0]?.report({ kind: 'opened', location: '/api/uploads/1', sent: 0 }));
    await screen.findByText('the list');
  });

  it('keeps what a person has typed when a file suggests otherwise', async () => {
    await openPage();
    fireEvent.change(field(/^Image name/), { target: { value: 'my own' } });
    await choose(qcow2(1));
    await waitFor(() => expect(field('Minimum system disk (GiB)').value).toBe('1'));
    expect(field(/^Image name/).value).toBe('my own');
  });

  it('tells every error at its field and in a list on top, and asks the cloud nothing', async () => {
    const { asked } = await openPage();
    fireEvent.change(field(/^Image name/), { target: { value: 'x'.repeat(300) } });
    press('Create');
    const list = await screen.findByText('3 fields need a change');
    expect(list).toBeTruthy();
    expect(screen.getAllByText(/At most 255 characters; this name has 300/).length).toBe(2);
    expect(field(/^Image name/).getAttribute('aria-invalid')).toBe('true');
    expect(asked.filter(({ method }) => method === 'POST')).toEqual([]);
  });

  it('says which command mends a file that the cloud would refuse', async () => {
    await openPage();
    await choose(new File([new Uint8Array([0x1f, 0x8b, 8, 0])], 'disk.raw.gz'));
    expect(await screen.findByText('gunzip -k disk.raw.gz')).toBeTruthy();
    expect(screen.getByText(/This file cannot be uploaded as an image/)).toBeTruthy();
  });

  it('refuses an empty file at once', async () => {
    await openPage();
    await choose(new File([], 'empty.qcow2'));
    expect(await screen.findByText(/The file is empty \(0 bytes\)/)).toBeTruthy();
  });

  it('notices at the last moment that the file has gone, before there is an image', async () => {
    const { asked } = await openPage();
    const file = qcow2(1);
    await choose(file);
    await waitFor(() => expect(field(/^Image name/).value).toBe('debian-12'));
    vi.spyOn(file, 'slice').mockImplementation(() => {
      throw new DOMException('gone', 'NotFoundError');
    });
    press('Create');
    expect((await screen.findAllByText(/The file cannot be read/)).length).toBeGreaterThan(0);
    expect(asked.filter(({ method }) => method === 'POST')).toEqual([]);
  });

  it('keeps the form when the image API refuses, with its own words at hand', async () => {
    await openPage({
      refusal: {
        kind: 'cloud',
        status: 403,
        body: '{"message":"You are not authorized"}',
        contentType: 'application/json',
        requestId: 'req-1',
      },
    });
    await choose(qcow2(1));
    await waitFor(() => expect(field(/^Image name/).value).toBe('debian-12'));
    press('Create');
    const alert = await screen.findByText(/The image was not created/);
    expect(alert).toBeTruthy();
    expect(screen.getByText('req-1')).toBeTruthy();
    expect(field(/^Image name/).value).toBe('debian-12');
  });

  it('keeps no address with the upload: it may hold a password', async () => {
    const { transfers, uploads } = await openPage();
    await giveAddress('http://me:secret@a.example/debian-12.qcow2');
    fireEvent.click(screen.getByRole('radio', { name: 'Local file' }));
    await choose(qcow2(1));
    await waitFor(() => expect(field('Minimum system disk (GiB)').value).toBe('1'));
    press('Create');
    await waitFor(() => expect(transfers).toHaveLength(1));
    expect(uploads.formOf(IMAGE_ID)).toMatchObject({ name: 'debian-12', address: '', source: null });
  });

  it('removes the empty image when its upload cannot be opened, and says so', async () => {
    const { report, removed, uploads } = await pressCreate();
    report(refused);
    expect(await screen.findByText(/the empty image “debian-12” just made for it has been removed/)).toBeTruthy();
    expect(removed).toEqual([IMAGE_ID]);
    expect(uploads.getSnapshot()).toEqual([]);
    expect(field(/^Image name/).value).toBe('debian-12');
  });

  it('keeps the form also where the cloud refuses only when the first bytes have come', async () => {
    const { report, removed } = await pressCreate();
    report({ kind: 'opened', location: '/api/uploads/1', sent: 0 });
    report(refused);
    await screen.findByText(/the empty image “debian-12” just made for it has been removed/);
    expect(removed).toEqual([IMAGE_ID]);
    expect(field(/^Image name/).value).toBe('debian-12');
  });

  it('leaves it to the tray to say that the cloud does not like the data, however soon it does', async () => {
    const { report, removed } = await pressCreate();
    report({ kind: 'opened', location: '/api/uploads/1', sent: 0 });
    report(mismatch);
    await screen.findByText('the list');
    expect(removed).toEqual([]);
  });

  it('says where the empty image is when it cannot be removed either', async () => {
    const { report } = await pressCreate({ removeImage: () => Promise.reject(new Error('down')) });
    report(refused);
    expect(await screen.findByText(/could not be removed. Delete it in the list of images/)).toBeTruthy();
  });

  it('asks only what has a meaning: nothing of virtual hardware for bare metal, which needs a boot mode', async () => {
    await openPage();
    expect(screen.getByRole('switch', { name: 'Live resize' })).toBeTruthy();
    fireEvent.click(screen.getByRole('radio', { name: 'Baremetal' }));
    expect(screen.queryByRole('switch', { name: 'Live resize' })).toBeNull();
    await choose(qcow2(1));
    press('Create');
    expect((await screen.findAllByText(/A bare-metal image needs a boot mode/)).length).toBe(2);
  });

  it('does not offer what the cloud has no word for', async () => {
    await openPage({ profile: 'openstack' });
    expect(screen.queryByRole('switch', { name: 'Live resize' })).toBeNull();
    expect(screen.getByRole('switch', { name: 'Guest agent' })).toBeTruthy();
  });

  it('shows what will be sent', async () => {
    await openPage();
    fireEvent.click(screen.getByRole('switch', { name: 'Protected' }));
    const summary = screen.getByRole('complementary', { name: 'Summary' });
    const protectedRow = within(summary).getByText('protected').parentElement;
    expect(protectedRow?.textContent).toBe('protectedtrue');
  });

  it('explains a refusal by the policy and offers the way out', async () => {
    const onSwitchProject = vi.fn();
    await openPage({ grant: { allowed: false, reason: 'administratorProjectOnly' }, onSwitchProject });
    expect(screen.queryByRole('button', { name: 'Create' })).toBeNull();
    press('Switch to Default/admin');
    expect(onSwitchProject).toHaveBeenCalledWith({ id: 'p-admin', name: 'admin', domain: 'Default' });
  });
});

const addressField = () => screen.getByRole('textbox', { name: 'URL' }) as HTMLInputElement;

/** Goes to the URL form and fills it in. */
async function giveAddress(address: string) {
  fireEvent.click(await screen.findByRole('radio', { name: 'URL' }));
  fireEvent.change(addressField(), { target: { value: address } });
}

describe('creating from an address', () => {
  it('has the cloud fetch the file, and goes to the image', async () => {
    const { asked, imports } = await openPage();
    await giveAddress('http://files.example/debian-12.qcow2');
    await waitFor(() => expect(field(/^Image name/).value).toBe('debian-12'));
    expect(screen.queryByLabelText(/^Image file/)).toBeNull();
    press('Create');
    await screen.findByText('the image');
    const posts = asked.filter(({ method }) => method === 'POST');
    expect(posts.map(({ path }) => path.replace('/api/image', ''))).toEqual([
      '/v2/images',
      `/v2/images/${IMAGE_ID}/import`,
    ]);
    expect(posts[0]?.body).toMatchObject({ name: 'debian-12', disk_format: 'qcow2', container_format: 'bare' });
    expect(posts[1]?.body).toEqual({
      method: { name: 'web-download', uri: 'http://files.example/debian-12.qcow2' },
      all_stores_must_succeed: false,
    });
    expect(imports.getSnapshot()).toMatchObject([{ id: IMAGE_ID, imageName: 'debian-12', state: { kind: 'waiting' } }]);
  });

  it('says at the field that the cloud fetches by http only', async () => {
    const { asked } = await openPage();
    await giveAddress('https://files.example/debian-12.qcow2');
    press('Create');
    expect((await screen.findAllByText(/The cloud fetches files only by http$/)).length).toBe(2);
    expect(addressField().getAttribute('aria-invalid')).toBe('true');
    expect(asked.filter(({ method }) => method === 'POST')).toEqual([]);
  });

  it('removes the empty image when the address is barred, says so, and keeps the form', async () => {
    const { asked } = await openPage({ importRefusal: barred });
    await giveAddress('http://me:secret@10.0.0.1/debian-12.qcow2');
    press('Create');
    expect(await screen.findByText(/the empty image “debian-12” just made for it has been removed/)).toBeTruthy();
    expect((await screen.findAllByText(/The cloud does not fetch from this address/)).length).toBeGreaterThan(0);
    const removal = asked.filter(({ method }) => method === 'DELETE').map(({ path }) => path);
    expect(removal).toEqual([`/api/image/v2/images/${IMAGE_ID}`]);
    expect(addressField().value).toBe('http://me:secret@10.0.0.1/debian-12.qcow2');
    expect(document.body.textContent).not.toContain('secret');
  });

  it('says where the empty image is when it cannot be removed', async () => {
    await openPage({ importRefusal: barred, deleteRefusal: { kind: 'network' } });
    await giveAddress('http://10.0.0.1/debian-12.qcow2');
    press('Create');
    expect(await screen.findByText(/could not be removed. Delete it in the list of images/)).toBeTruthy();
  });

  it('keeps the chosen file while one looks at the other way', async () => {
    await openPage();
    await choose(qcow2(3));
    await waitFor(() => expect(field('Minimum system disk (GiB)').value).toBe('3'));
    await giveAddress('http://files.example/other.iso');
    await waitFor(() => expect(field(/^Image name/).value).toBe('other'));
    expect(field('Minimum system disk (GiB)').value).toBe('');
    fireEvent.click(screen.getByRole('radio', { name: 'Local file' }));
    await waitFor(() => expect(field(/^Image name/).value).toBe('debian-12'));
    expect(field('Minimum system disk (GiB)').value).toBe('3');
  });

  it('warns of an archive', async () => {
    await openPage();
    await giveAddress('http://files.example/disk.qcow2.xz');
    expect(await screen.findByText(/This looks like an archive/)).toBeTruthy();
  });

  it('is offered only where the cloud has it', async () => {
    await openPage({ profile: 'huawei-ims' });
    expect(screen.queryByRole('radio', { name: 'URL' })).toBeNull();
  });
});

it('stages a VMDK for import', async () => {
  const { transfers, uploads } = await openPage();
  await choose(vmdk());
  await waitFor(() => expect(field(/^Image name/).value).toBe('disk'));
  press('Create');
  await waitFor(() => expect(transfers).toHaveLength(1));
  expect(uploads.getSnapshot()).toMatchObject([{ via: 'stage' }]);
});

/** The head of a stream-optimised VMDK of 1 GiB. */
function vmdk(): File {
  const bytes = new Uint8Array(65_536);
  const view = new DataView(bytes.buffer);
  bytes.set(new TextEncoder().encode('KDMV'));
  view.setUint32(4, 3, true);
  view.setBigUint64(12, 2_097_152n, true);
  view.setBigUint64(28, 1n, true);
  view.setBigUint64(36, 1n, true);
  bytes.set(new TextEncoder().encode('# Disk DescriptorFile\nversion=1\ncreateType="streamOptimized"\n'), 512);
  return new File([bytes], 'disk.vmdk');
}

const barred = {
  kind: 'cloud',
  status: 400,
  body: '{"message":"URI for web-download does not pass filtering: http://me:secret@10.0.0.1/debian-12.qcow2<br /><br />","code":"400 Bad Request","title":"Bad Request"}',
  contentType: 'application/json',
  requestId: 'req-3',
} as const;

const refused = {
  kind: 'failed',
  failure: {
    kind: 'problem',
    problem: {
      type: 'about:blank',
      title: 'Unprocessable',
      status: 422,
      code: 'uploadRefused',
      detail: 'The image API refused the data.',
      requestId: 'req-2',
      upstream: { status: 413, message: 'over limit' },
    },
  },
} as const;

const mismatch = {
  ...refused,
  failure: { ...refused.failure, problem: { ...refused.failure.problem, code: 'uploadMismatch' } },
} as const;
