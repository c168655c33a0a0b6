// @vitest-environment jsdom
import { act, cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { IMAGE_ID, renderCreatePage } from './testing-create-page.tsx';

afterEach(cleanup);

/** The first bytes of a qcow2 file with this virtual size. A shorter file would be inspected as truncated. */
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

/** Chooses a file and creates the image, so that its upload is being opened. */
async function startUpload(options: Parameters<typeof renderCreatePage>[0] = {}) {
  const page = await renderCreatePage(options);
  await choose(qcow2(1));
  await waitFor(() => expect(field(/^Image name/).value).toBe('debian-12'));
  press('Create');
  await waitFor(() => expect(page.transfers).toHaveLength(1));
  type Report = Parameters<(typeof page.transfers)[number]['report']>[0];
  return { ...page, report: (next: Report) => act(() => page.transfers[0]?.report(next)) };
}

describe('ImageCreatePage', () => {
  it('fills in suggestions, creates the image and opens the list once the upload has started', async () => {
    const { requests, transfers, uploads } = await renderCreatePage();
    await choose(qcow2(3));
    await waitFor(() => expect(field(/^Image name/).value).toBe('debian-12'));
    await waitFor(() => expect(field('Minimum system disk (GiB)').value).toBe('3'));
    press('Create');
    await waitFor(() => expect(transfers).toHaveLength(1));
    expect(requests.find(({ method }) => method === 'POST')?.body).toMatchObject({
      name: 'debian-12',
      disk_format: 'qcow2',
      container_format: 'bare',
      min_disk: 3,
      visibility: 'private',
      hw_architecture: 'x86_64',
      img_hv_type: 'qemu',
    });
    expect(uploads.list()).toMatchObject([
      { record: { id: IMAGE_ID, imageName: 'debian-12' }, state: { kind: 'opening' } },
    ]);
    act(() => transfers[0]?.report({ kind: 'opened', location: '/api/uploads/1', sent: 0 }));
    await screen.findByText('the list');
  });

  it('keeps a name that the user has entered when a file suggests another one', async () => {
    await renderCreatePage();
    fireEvent.change(field(/^Image name/), { target: { value: 'my own' } });
    await choose(qcow2(1));
    await waitFor(() => expect(field('Minimum system disk (GiB)').value).toBe('1'));
    expect(field(/^Image name/).value).toBe('my own');
  });

  it('shows every error at its field and above the form and sends no request', async () => {
    const { requests } = await renderCreatePage();
    fireEvent.change(field(/^Image name/), { target: { value: 'x'.repeat(300) } });
    press('Create');
    const list = await screen.findByText('3 fields need a change');
    expect(list).toBeTruthy();
    expect(screen.getAllByText(/At most 255 characters; this name has 300/).length).toBe(2);
    expect(field(/^Image name/).getAttribute('aria-invalid')).toBe('true');
    expect(requests.filter(({ method }) => method === 'POST')).toEqual([]);
  });

  it('shows the command that repairs a file with an unsupported format', async () => {
    await renderCreatePage();
    await choose(new File([new Uint8Array([0x1f, 0x8b, 8, 0])], 'disk.raw.gz'));
    expect(await screen.findByText('gunzip -k disk.raw.gz')).toBeTruthy();
    expect(screen.getByText(/This file cannot be uploaded as an image/)).toBeTruthy();
  });

  it('rejects an empty file as soon as it is chosen', async () => {
    await renderCreatePage();
    await choose(new File([], 'empty.qcow2'));
    expect(await screen.findByText(/The file is empty \(0 bytes\)/)).toBeTruthy();
  });

  it('creates no image if the file has become unreadable', async () => {
    const { requests } = await renderCreatePage();
    const file = qcow2(1);
    await choose(file);
    await waitFor(() => expect(field(/^Image name/).value).toBe('debian-12'));
    vi.spyOn(file, 'slice').mockImplementation(() => {
      throw new DOMException('gone', 'NotFoundError');
    });
    press('Create');
    expect((await screen.findAllByText(/The file cannot be read/)).length).toBeGreaterThan(0);
    expect(requests.filter(({ method }) => method === 'POST')).toEqual([]);
  });

  it('keeps the values and shows the request ID when the image API refuses', async () => {
    await renderCreatePage({
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

  it('stores no URL with the upload, because it may contain a password', async () => {
    const { transfers, uploads } = await renderCreatePage();
    await enterUrl('http://me:secret@a.example/debian-12.qcow2');
    fireEvent.click(screen.getByRole('radio', { name: 'Local file' }));
    await choose(qcow2(1));
    await waitFor(() => expect(field('Minimum system disk (GiB)').value).toBe('1'));
    press('Create');
    await waitFor(() => expect(transfers).toHaveLength(1));
    expect(uploads.list()[0]?.record.form).toMatchObject({ name: 'debian-12', address: '', source: null });
  });

  it('deletes the empty image when its upload cannot be opened and says so', async () => {
    const { report, deleted, uploads } = await startUpload();
    report(quotaRefusal);
    expect(await screen.findByText(/the empty image “debian-12” just made for it has been removed/)).toBeTruthy();
    expect(deleted).toEqual([IMAGE_ID]);
    expect(uploads.list()).toEqual([]);
    expect(field(/^Image name/).value).toBe('debian-12');
  });

  it('keeps the values when the cloud refuses the upload after the first bytes', async () => {
    const { report, deleted } = await startUpload();
    report({ kind: 'opened', location: '/api/uploads/1', sent: 0 });
    report(quotaRefusal);
    await screen.findByText(/the empty image “debian-12” just made for it has been removed/);
    expect(deleted).toEqual([IMAGE_ID]);
    expect(field(/^Image name/).value).toBe('debian-12');
  });

  it('leaves a mismatch of the data to the tray, however early it is reported', async () => {
    const { report, deleted } = await startUpload();
    report({ kind: 'opened', location: '/api/uploads/1', sent: 0 });
    report(mismatch);
    await screen.findByText('the list');
    expect(deleted).toEqual([]);
  });

  it('says that the empty image is still in the list when it cannot be deleted', async () => {
    const { report } = await startUpload({ deleteImage: () => Promise.reject(new Error('down')) });
    report(quotaRefusal);
    expect(await screen.findByText(/could not be removed. Delete it in the list of images/)).toBeTruthy();
  });

  it('hides fields of virtual hardware for bare metal and requires its boot mode', async () => {
    await renderCreatePage();
    expect(screen.getByRole('switch', { name: 'Live resize' })).toBeTruthy();
    fireEvent.click(screen.getByRole('radio', { name: 'Baremetal' }));
    expect(screen.queryByRole('switch', { name: 'Live resize' })).toBeNull();
    await choose(qcow2(1));
    press('Create');
    expect((await screen.findAllByText(/A bare-metal image needs a boot mode/)).length).toBe(2);
  });

  it('hides fields that the profile of the cloud does not have', async () => {
    await renderCreatePage({ profile: 'openstack' });
    expect(screen.queryByRole('switch', { name: 'Live resize' })).toBeNull();
    expect(screen.getByRole('switch', { name: 'Guest agent' })).toBeTruthy();
  });

  it('shows the attributes that will be sent', async () => {
    await renderCreatePage();
    fireEvent.click(screen.getByRole('switch', { name: 'Protected' }));
    const summary = screen.getByRole('complementary', { name: 'Summary' });
    const protectedRow = within(summary).getByText('protected').parentElement;
    expect(protectedRow?.textContent).toBe('protectedtrue');
  });

  it('explains a denial by the policy and offers to switch the project', async () => {
    const onSwitchProject = vi.fn();
    await renderCreatePage({ grant: { allowed: false, reason: 'administratorProjectOnly' }, onSwitchProject });
    expect(screen.queryByRole('button', { name: 'Create' })).toBeNull();
    press('Switch to Default/admin');
    expect(onSwitchProject).toHaveBeenCalledWith({ id: 'p-admin', name: 'admin', domain: 'Default' });
  });

  it('stages a VMDK for an import', async () => {
    const { transfers, uploads } = await renderCreatePage();
    await choose(vmdk());
    await waitFor(() => expect(field(/^Image name/).value).toBe('disk'));
    press('Create');
    await waitFor(() => expect(transfers).toHaveLength(1));
    expect(uploads.list()).toMatchObject([{ record: { via: 'stage' } }]);
  });
});

const urlField = () => screen.getByRole('textbox', { name: 'URL' }) as HTMLInputElement;

/** Selects the URL as the source and enters it. */
async function enterUrl(address: string) {
  fireEvent.click(await screen.findByRole('radio', { name: 'URL' }));
  fireEvent.change(urlField(), { target: { value: address } });
}

describe('ImageCreatePage with a URL', () => {
  it('starts a web-download and opens the image', async () => {
    const { requests, imports } = await renderCreatePage();
    await enterUrl('http://files.example/debian-12.qcow2');
    await waitFor(() => expect(field(/^Image name/).value).toBe('debian-12'));
    expect(screen.queryByLabelText(/^Image file/)).toBeNull();
    press('Create');
    await screen.findByText('the image');
    const posts = requests.filter(({ method }) => method === 'POST');
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

  it('rejects a URL whose scheme the cloud does not download', async () => {
    const { requests } = await renderCreatePage();
    await enterUrl('https://files.example/debian-12.qcow2');
    press('Create');
    expect((await screen.findAllByText(/The cloud fetches files only by http$/)).length).toBe(2);
    expect(urlField().getAttribute('aria-invalid')).toBe('true');
    expect(requests.filter(({ method }) => method === 'POST')).toEqual([]);
  });

  it('deletes the empty image and keeps the values when the cloud refuses the URL', async () => {
    const { requests } = await renderCreatePage({ importRefusal: urlRefusal });
    await enterUrl('http://me:secret@10.0.0.1/debian-12.qcow2');
    press('Create');
    expect(await screen.findByText(/the empty image “debian-12” just made for it has been removed/)).toBeTruthy();
    expect((await screen.findAllByText(/The cloud does not fetch from this address/)).length).toBeGreaterThan(0);
    const removal = requests.filter(({ method }) => method === 'DELETE').map(({ path }) => path);
    expect(removal).toEqual([`/api/image/v2/images/${IMAGE_ID}`]);
    expect(urlField().value).toBe('http://me:secret@10.0.0.1/debian-12.qcow2');
    expect(document.body.textContent).not.toContain('secret');
  });

  it('says that the empty image of an import is still in the list when it cannot be deleted', async () => {
    await renderCreatePage({ importRefusal: urlRefusal, deleteRefusal: { kind: 'network' } });
    await enterUrl('http://10.0.0.1/debian-12.qcow2');
    press('Create');
    expect(await screen.findByText(/could not be removed. Delete it in the list of images/)).toBeTruthy();
  });

  it('keeps the chosen file and its suggestions while the URL is selected', async () => {
    await renderCreatePage();
    await choose(qcow2(3));
    await waitFor(() => expect(field('Minimum system disk (GiB)').value).toBe('3'));
    await enterUrl('http://files.example/other.iso');
    await waitFor(() => expect(field(/^Image name/).value).toBe('other'));
    expect(field('Minimum system disk (GiB)').value).toBe('');
    fireEvent.click(screen.getByRole('radio', { name: 'Local file' }));
    await waitFor(() => expect(field(/^Image name/).value).toBe('debian-12'));
    expect(field('Minimum system disk (GiB)').value).toBe('3');
  });

  it('warns about the URL of an archive', async () => {
    await renderCreatePage();
    await enterUrl('http://files.example/disk.qcow2.xz');
    expect(await screen.findByText(/This looks like an archive/)).toBeTruthy();
  });

  it('offers the URL only if the cloud has web-download', async () => {
    await renderCreatePage({ profile: 'huawei-ims' });
    expect(screen.queryByRole('radio', { name: 'URL' })).toBeNull();
  });
});

/** The first bytes of a stream-optimized VMDK of 1 GiB. */
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

const urlRefusal = {
  kind: 'cloud',
  status: 400,
  body: '{"message":"URI for web-download does not pass filtering: http://me:secret@10.0.0.1/debian-12.qcow2<br /><br />","code":"400 Bad Request","title":"Bad Request"}',
  contentType: 'application/json',
  requestId: 'req-3',
} as const;

const quotaRefusal = {
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
  ...quotaRefusal,
  failure: { ...quotaRefusal.failure, problem: { ...quotaRefusal.failure.problem, code: 'uploadMismatch' } },
} as const;
