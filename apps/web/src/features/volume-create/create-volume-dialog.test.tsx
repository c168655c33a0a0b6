// @vitest-environment jsdom
import { GiB } from '@console/units';

import { cleanup, screen, waitFor } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { afterEach, describe, expect, it } from 'vitest';
import { imageFixture } from '../../resources/images/image-fixture.ts';
import { cloudRefusal, renderWithCloud, type SentRequest } from '../../resources/images/render-with-cloud.tsx';
import { CreateVolumeDialog } from './create-volume-dialog.tsx';

afterEach(cleanup);

const wire = {
  id: 'image-1',
  name: '银河麒麟',
  status: 'active',
  disk_format: 'qcow2',
  img_hv_type: 'qemu',
  min_disk: 2,
  virtual_size: 3 * GiB,
  size: GiB,
  owner: 'project-1',
};

interface CloudOptions {
  readonly status?: string;
  readonly volumesUsed?: number;
  readonly gibUsed?: number;
  readonly refusal?: Error;
  readonly image?: Readonly<Record<string, unknown>>;
}

/** Answers like a cloud whose quota is ten volumes and 100 GiB. A new volume is `creating` first, then `status`. */
function cloudOf({ status = 'available', volumesUsed = 3, gibUsed = 40, refusal, image }: CloudOptions) {
  const volume = { id: 'volume-1', name: '数据盘', size: 5, volume_type: 'local', status };
  const absolute = {
    maxTotalVolumes: 10,
    totalVolumesUsed: volumesUsed,
    maxTotalVolumeGigabytes: 100,
    totalGigabytesUsed: gibUsed,
  };
  const types = [
    { id: '1', name: 'local', description: 'Local disks' },
    { id: '2', name: 'archive' },
  ];
  const answers: Readonly<Record<string, unknown>> = {
    'images/image-1': { ...wire, ...image },
    types: { volume_types: types },
    'types/default': { volume_type: types[0] },
    'os-availability-zone': { availabilityZoneInfo: [{ zoneName: 'nova', zoneState: { available: true } }] },
    limits: { limits: { rate: [], absolute } },
    'volumes/volume-1': { volume },
  };
  return ({ method, path }: SentRequest) => {
    if (method === 'POST' && refusal !== undefined) throw refusal;
    if (method === 'POST') return { volume: { ...volume, status: 'creating' } };
    const [, rest = ''] = /\/v[23]\/(.*)$/.exec(path) ?? [];
    if (answers[rest] === undefined) throw cloudRefusal(404, { itemNotFound: { code: 404, message: rest } });
    return answers[rest];
  };
}

async function renderDialog(options: CloudOptions = {}) {
  const page = await renderWithCloud(
    cloudOf(options),
    <CreateVolumeDialog image={imageFixture({ id: 'image-1', name: '银河麒麟' })} onClose={() => undefined} />,
  );
  return { ...page, posts: () => page.requests.filter(({ method }) => method === 'POST') };
}

const nameField = () => screen.findByRole('textbox', { name: 'Name' }) as Promise<HTMLInputElement>;
const sizeField = () => screen.getByRole('spinbutton', { name: 'Size (GiB)' }) as HTMLInputElement;
const createButton = () => screen.getByRole('button', { name: 'Create' }) as HTMLButtonElement;

describe('CreateVolumeDialog', () => {
  it('suggests name, size and type, creates the volume and polls it until it is available', async () => {
    const { posts } = await renderDialog();
    expect((await nameField()).value).toBe('银河麒麟');
    expect(sizeField().value).toBe('3');
    expect(screen.getByText('Left in this project: 7 volumes, 60 GiB in all')).toBeDefined();
    await userEvent.clear(await nameField());
    await userEvent.type(await nameField(), ' 数据盘 ');
    await userEvent.click(createButton());
    expect(await screen.findByText('Volume 数据盘 is available')).toBeDefined();
    expect(posts()).toMatchObject([
      { body: { volume: { name: '数据盘', size: 3, imageRef: 'image-1', volume_type: 'local' } } },
    ]);
    expect(screen.getByText('volume-1')).toBeDefined();
  });

  it('rejects a size that is too small, over the quota or not whole, without sending a request', async () => {
    const { posts } = await renderDialog();
    await nameField();
    for (const [typed, problem] of [
      ['2', 'At least 3 GiB'],
      ['61', 'Over the quota: this project has 60 GiB left'],
      ['3.5', 'Enter a whole number'],
    ] as const) {
      await userEvent.clear(sizeField());
      await userEvent.type(sizeField(), typed);
      await userEvent.click(createButton());
      expect(await screen.findByText(problem)).toBeDefined();
    }
    expect(posts()).toEqual([]);
  });

  it('disables the button if the quota has no volume left', async () => {
    await renderDialog({ volumesUsed: 10 });
    expect((await screen.findByRole('alert')).textContent).toContain('as many volumes as it may have');
    expect(createButton().disabled).toBe(true);
  });

  it('keeps the entered values and shows the reason when Cinder refuses the volume', async () => {
    const message = "VolumeLimitExceeded: Maximum number of volumes allowed (10) exceeded for quota 'volumes'.";
    await renderDialog({ refusal: cloudRefusal(413, { overLimit: { code: 413, message } }) });
    await userEvent.type(await nameField(), ' 2');
    await userEvent.click(createButton());
    expect((await screen.findByRole('alert')).textContent).toContain('quota');
    await waitFor(async () => expect((await nameField()).value).toBe('银河麒麟 2'));
  });

  it('lists possible causes when the volume fails and returns to the form with the entered values', async () => {
    await renderDialog({ status: 'error' });
    await userEvent.clear(await nameField());
    await userEvent.type(await nameField(), '数据盘');
    await userEvent.click(createButton());
    const alert = await screen.findByRole('alert');
    expect(alert.textContent).toContain('The cloud gives no reason');
    await userEvent.click(screen.getByRole('button', { name: 'Back to the form' }));
    expect((await nameField()).value).toBe('数据盘');
  });

  it('disables the button if the image has been deactivated in the meantime', async () => {
    await renderDialog({ image: { status: 'deactivated' } });
    expect((await screen.findByRole('alert')).textContent).toContain('The image is deactivated');
    expect(createButton().disabled).toBe(true);
  });
});
