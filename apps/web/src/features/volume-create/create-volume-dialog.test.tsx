// @vitest-environment jsdom
import { cleanup, screen, waitFor } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { afterEach, describe, expect, it } from 'vitest';
import { imageOf } from '../../resources/image/testing.ts';
import { type Asked, cloudRefusal, showOver } from '../../resources/image/testing-page.tsx';
import { CreateVolumeDialog } from './create-volume-dialog.tsx';

afterEach(cleanup);

const GIB = 1024 ** 3;
const wire = {
  id: 'image-1',
  name: '银河麒麟',
  status: 'active',
  disk_format: 'qcow2',
  img_hv_type: 'qemu',
  min_disk: 2,
  virtual_size: 3 * GIB,
  size: GIB,
  owner: 'project-1',
};

interface Story {
  readonly status?: string;
  readonly volumesUsed?: number;
  readonly gibUsed?: number;
  readonly refusal?: Error;
  readonly image?: Readonly<Record<string, unknown>>;
}

/** Cinder with ten volumes and 100 GiB for the project; what it makes comes to `status`. */
function cloudOf({ status = 'available', volumesUsed = 3, gibUsed = 40, refusal, image }: Story) {
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
  return ({ method, path }: Asked) => {
    if (method === 'POST' && refusal !== undefined) throw refusal;
    if (method === 'POST') return { volume: { ...volume, status: 'creating' } };
    const [, rest = ''] = /\/v[23]\/(.*)$/.exec(path) ?? [];
    if (answers[rest] === undefined) throw cloudRefusal(404, { itemNotFound: { code: 404, message: rest } });
    return answers[rest];
  };
}

async function open(story: Story = {}) {
  let closed = 0;
  const page = await showOver(
    cloudOf(story),
    <CreateVolumeDialog
      image={imageOf({ id: 'image-1', name: '银河麒麟' })}
      onClose={() => {
        closed += 1;
      }}
    />,
  );
  return { ...page, closed: () => closed, posts: () => page.asked.filter(({ method }) => method === 'POST') };
}

const name = () => screen.findByRole('textbox', { name: 'Name' }) as Promise<HTMLInputElement>;
const size = () => screen.getByRole('spinbutton', { name: 'Size (GiB)' }) as HTMLInputElement;
const create = () => screen.getByRole('button', { name: 'Create' }) as HTMLButtonElement;

describe('creating a volume', () => {
  it('suggests name, size and type, sends them and follows the volume until it is available', async () => {
    const { posts } = await open();
    expect((await name()).value).toBe('银河麒麟');
    expect(size().value).toBe('3');
    expect(screen.getByText('Left in this project: 7 volumes, 60 GiB in all')).toBeDefined();
    await userEvent.clear(await name());
    await userEvent.type(await name(), ' 数据盘 ');
    await userEvent.click(create());
    expect(await screen.findByText('Volume 数据盘 is available')).toBeDefined();
    expect(posts()).toMatchObject([
      { body: { volume: { name: '数据盘', size: 3, imageRef: 'image-1', volume_type: 'local' } } },
    ]);
    expect(screen.getByText('volume-1')).toBeDefined();
  });

  it('refuses a size that cannot hold the image or that the quota does not cover, and asks nothing', async () => {
    const { posts } = await open();
    await name();
    for (const [typed, problem] of [
      ['2', 'At least 3 GiB'],
      ['61', 'Over the quota: this project has 60 GiB left'],
      ['3.5', 'Enter a whole number'],
    ] as const) {
      await userEvent.clear(size());
      await userEvent.type(size(), typed);
      await userEvent.click(create());
      expect(await screen.findByText(problem)).toBeDefined();
    }
    expect(posts()).toEqual([]);
  });

  it('says before anything is sent that no volume is left', async () => {
    await open({ volumesUsed: 10 });
    expect((await screen.findByRole('alert')).textContent).toContain('as many volumes as it may have');
    expect(create().disabled).toBe(true);
  });

  it('keeps the form when Cinder refuses, and says why', async () => {
    const message = "VolumeLimitExceeded: Maximum number of volumes allowed (10) exceeded for quota 'volumes'.";
    await open({ refusal: cloudRefusal(413, { overLimit: { code: 413, message } }) });
    await userEvent.type(await name(), ' 2');
    await userEvent.click(create());
    expect((await screen.findByRole('alert')).textContent).toContain('quota');
    await waitFor(async () => expect((await name()).value).toBe('银河麒麟 2'));
  });

  it('says what to check when the volume ends in error, and goes back to the form as it was', async () => {
    await open({ status: 'error' });
    await userEvent.clear(await name());
    await userEvent.type(await name(), '数据盘');
    await userEvent.click(create());
    const alert = await screen.findByRole('alert');
    expect(alert.textContent).toContain('The cloud gives no reason');
    await userEvent.click(screen.getByRole('button', { name: 'Back to the form' }));
    expect((await name()).value).toBe('数据盘');
  });

  it('offers nothing for an image that has been deactivated in the meantime', async () => {
    await open({ image: { status: 'deactivated' } });
    expect((await screen.findByRole('alert')).textContent).toContain('The image is deactivated');
    expect(create().disabled).toBe(true);
  });
});
