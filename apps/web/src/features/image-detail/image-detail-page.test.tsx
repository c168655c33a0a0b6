// @vitest-environment jsdom

import type { Image, ImageAction } from '@console/image-model';
import { GiB } from '@console/units';
import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { MemoryRouter } from 'react-router';
import { afterEach, describe, expect, it } from 'vitest';
import type { ImageActions } from '../../resources/images/image-action-button.tsx';
import { cloudRefusal, renderWithCloud, type SentRequest } from '../../resources/images/render-with-cloud.tsx';
import { importManagerDepsFixture } from '../../resources/imports/import-fixtures.ts';
import { createImportManager } from '../../resources/imports/import-manager.ts';
import { ImportsProvider } from '../../resources/imports/imports-context.tsx';
import { ImageDetailPage } from './index.ts';

afterEach(cleanup);

const id = 'c0ffee00-0000-4000-8000-000000000001';
const active = {
  id,
  name: 'web',
  status: 'active',
  owner: 'project-1',
  visibility: 'private',
  disk_format: 'qcow2',
  container_format: 'bare',
  size: 1024,
  virtual_size: 2 * GiB,
  min_disk: 2,
  min_ram: 512,
  checksum: 'd41d8cd9',
  os_hash_algo: 'sha512',
  os_hash_value: 'cf83e135',
  stores: 'fast',
  protected: false,
  os_hidden: false,
  tags: ['计费'],
  hw_disk_bus: 'virtio',
  img_hv_type: 'qemu',
  'com.example:计费': '是',
  created_at: '2026-01-01T00:00:00Z',
  updated_at: '2026-01-02T00:00:00Z',
};
const failedTask = {
  id: 't-1',
  type: 'api_image_import',
  status: 'failure',
  message: 'Task failed due to Internal Error',
  request_id: 'req-import',
  input: {
    import_req: { method: { name: 'web-download', uri: 'http://me:secret@example.org/x.img' }, stores: ['fast'] },
  },
  created_at: '2026-01-01T00:00:00Z',
  updated_at: '2026-01-01T00:01:00Z',
};
const failed = { ...active, status: 'queued', size: null, stores: '', os_glance_failed_import: 'fast' };

interface FakeCloud {
  image: object | Error;
  readonly tasks?: readonly object[];
  readonly volumes?: readonly object[];
}

/** Answers like the cloud, by the end of the path. */
function answersOf(cloud: FakeCloud) {
  return ({ path }: SentRequest): unknown => {
    const [address = ''] = path.split('?');
    if (address.endsWith('/tasks')) return { tasks: cloud.tasks ?? [] };
    if (address.endsWith('/members')) return { members: [] };
    if (address.endsWith('/stores/available')) {
      return { stores: [{ id: 'fast', description: 'NVMe', default: 'true' }, { id: 'slow' }] };
    }
    if (address.endsWith('/schemas/image')) return { name: 'image', properties: {} };
    if (address.endsWith('/metadefs/namespaces')) return { namespaces: [{ namespace: 'OS::Compute::LibvirtImage' }] };
    if (address.includes('/metadefs/')) {
      const hw_disk_bus = {
        type: 'string',
        title: 'Disk bus',
        description: 'Where disks sit.',
        enum: ['ide', 'virtio'],
      };
      return { namespace: 'OS::Compute::LibvirtImage', properties: { hw_disk_bus } };
    }
    if (address.includes('/volumes/')) return { volumes: cloud.volumes ?? [] };
    if (cloud.image instanceof Error) throw cloud.image;
    return cloud.image;
  };
}

async function renderPage(cloud: FakeCloud, options: { readonly tab?: string; readonly profile?: string } = {}) {
  const started: unknown[] = [];
  const ran: (readonly [ImageAction, readonly string[]])[] = [];
  const imports = createImportManager(
    importManagerDepsFixture({ startImport: async (_id, source) => void started.push(source) }),
  );
  const actions: ImageActions = {
    offered: ['download', 'delete'],
    batch: [],
    permission: () => ({ kind: 'allowed' }),
    run: (action, images: readonly Image[]) => ran.push([action, images.map((image) => image.id)]),
  };
  const page = await renderWithCloud(
    answersOf(cloud),
    <MemoryRouter initialEntries={[`/compute/images/${id}${options.tab ? `?tab=${options.tab}` : ''}`]}>
      <ImportsProvider imports={imports}>
        <ImageDetailPage id={id} actions={actions} sharing={(image) => <p>shared: {image.visibility}</p>} />
      </ImportsProvider>
    </MemoryRouter>,
    options.profile,
  );
  return { ...page, started, ran };
}

const selectTab = (name: string | RegExp) => fireEvent.click(screen.getByRole('tab', { name }));

describe('ImageDetailPage', () => {
  it('shows attributes, stores and properties with the descriptions by the cloud', async () => {
    await renderPage({ image: active });
    await screen.findByRole('heading', { name: 'web', level: 1 });
    const summary = within(screen.getByRole('region', { name: 'Summary' }));
    for (const text of ['QCOW2', '2 GiB', 'dev', 'project-1', '计费', '0.5']) summary.getByText(text);
    const data = within(screen.getByRole('heading', { name: 'Data' }).parentElement as HTMLElement);
    for (const text of ['fast', 'd41d8cd9', 'cf83e135', 'bare']) data.getByText(text);
    await data.findByText('Default');
    data.getByText('NVMe');
    screen.getByText('是');
    fireEvent.click(await screen.findByRole('button', { name: 'About hw_disk_bus' }));
    screen.getByText('Where disks sit.');
    screen.getByText('ide, virtio');
    screen.getByRole('button', { name: 'About Hypervisor type' });
    expect(screen.queryByRole('button', { name: 'About com.example:计费' })).toBeNull();
  });

  it('renders the sharing panel and fetches volumes only when their tabs are selected', async () => {
    const volume = { id: 'v-1', status: 'in-use', size: 8, name: 'data', created_at: '2026-01-01T00:00:00.000000' };
    const volumes = [
      { ...volume, volume_image_metadata: { image_id: id } },
      { ...volume, id: 'v-2', name: 'other' },
    ];
    const { requests } = await renderPage({ image: { ...active, visibility: 'shared' }, volumes });
    await screen.findByRole('tab', { name: 'Sharing (0)' });
    expect(requests.some(({ path }) => path.includes('/volumes'))).toBe(false);
    selectTab('Sharing (0)');
    screen.getByText('shared: shared');
    selectTab('Volumes');
    const table = within(await screen.findByRole('table', { name: 'Volumes' }));
    expect(table.getAllByRole('row')).toHaveLength(2);
    table.getByRole('row', { name: /data 8 In use .* v-1/ });
  });

  it('shows the JSON without secrets', async () => {
    const image = { ...active, direct_url: 'swift://u:secret@h/x', self: `/v2/images/${id}` };
    await renderPage({ image }, { tab: 'json' });
    await screen.findByRole('button', { name: 'Download JSON' });
    screen.getByRole('button', { name: 'Copy JSON' });
    const text = screen.getByText(/"os_hash_algo"/).textContent ?? '';
    expect(JSON.parse(text)).toEqual({ ...active, self: `/v2/images/${id}` });
  });
});

describe('ImageDetailPage of an image with an import', () => {
  it('shows why the import failed and offers a retry with the same URL and a deletion', async () => {
    const { started, ran } = await renderPage({ image: failed, tasks: [failedTask] });
    const alert = within(await screen.findByRole('alert'));
    alert.getByText('The import of this image failed');
    await alert.findByText(/gives no exact reason|gives no reason|does not say/i);
    alert.getByText('req-import');
    fireEvent.click(alert.getByRole('button', { name: 'Try again' }));
    await waitFor(() =>
      expect(started).toMatchObject([{ address: 'http://me:secret@example.org/x.img', stores: ['fast'] }]),
    );
    fireEvent.click(alert.getByRole('button', { name: 'Clean up' }));
    expect(ran).toEqual([['delete', [id]]]);
    expect(document.body.textContent).not.toContain('secret');
  });

  it('asks for the URL before a retry if the task does not record it', async () => {
    const task = {
      ...failedTask,
      input: { import_req: { method: { name: 'web-download' } } },
    };
    const { started } = await renderPage({ image: failed, tasks: [task] });
    const alert = within(await screen.findByRole('alert'));
    const again = await alert.findByRole('button', { name: 'Try again to import web' });
    fireEvent.click(again);
    alert.getByText('Enter the address of the image file');
    fireEvent.change(alert.getByLabelText('URL to import web from'), { target: { value: 'http://a/x.img' } });
    fireEvent.click(again);
    await waitFor(() => expect(started).toMatchObject([{ address: 'http://a/x.img' }]));
  });

  it('explains missing virtio drivers and keeps the message by the cloud in the details', async () => {
    const image = { ...failed, os_glance_es_failed_reason: 'virtio driver missing' };
    await renderPage({ image });
    const alert = within(await screen.findByRole('alert'));
    expect(alert.getByText('virtio driver missing').closest('details')?.open).toBe(false);
    expect(alert.queryByRole('button', { name: 'Try again' })).toBeNull();
  });

  it('lists the tasks newest first with state, method, redacted URL and message', async () => {
    const copied = { ...failedTask, id: 't-2', status: 'success', message: 'Copied 3 MiB', created_at: '2026-01-03' };
    await renderPage({ image: failed, tasks: [failedTask, copied] }, { tab: 'tasks' });
    const list = within(await screen.findByRole('list', { name: 'Tasks' }));
    const [newer, older] = list.getAllByRole('listitem');
    within(newer as HTMLElement).getByText('3 MiB copied');
    const last = within(older as HTMLElement);
    last.getByText('Failed');
    last.getByText('Fetched from a URL');
    last.getByText('http://***@example.org/x.img');
    last.getByText('Task failed due to Internal Error');
  });
});

describe('ImageDetailPage of an image that cannot be fetched', () => {
  it('says that the image does not exist and links to the list', async () => {
    await renderPage({ image: cloudRefusal(404, { message: 'No image found' }) });
    await screen.findByRole('heading', { name: 'There is no such image' });
    expect(screen.getByRole('link', { name: 'Back to the images' }).getAttribute('href')).toBe('/compute/images');
  });

  it('keeps the image when a refetch fails and says when the image has been deleted', async () => {
    const cloud: FakeCloud = { image: active };
    const { queries } = await renderPage(cloud);
    await screen.findByRole('heading', { name: 'web' });
    cloud.image = cloudRefusal(503, {});
    await queries.refetchQueries({ type: 'active' });
    await screen.findByText(/The refresh failed/);
    screen.getByRole('heading', { name: 'web' });
    cloud.image = cloudRefusal(404, { message: 'No image found' });
    fireEvent.click(screen.getByRole('button', { name: 'Try again' }));
    await screen.findByRole('heading', { name: 'The image “web” is no more' });
  });
});
