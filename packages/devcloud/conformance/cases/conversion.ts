import assert from 'node:assert/strict';
import { type DiskName, disk, diskBytes } from '../disks.ts';
import { expectFields, expectStatus } from '../expect.ts';
import { fetchImportTasks, glanceDirect, importProperties, runImport, webDownload } from '../imports.ts';
import type { ConformanceCase } from '../run-case.ts';
import { startSourceServer } from '../source-server.ts';
import { stageImage } from '../uploads.ts';

const bare = (format: string) => ({ disk_format: format, container_format: 'bare' });

const turned: readonly (readonly [format: string, file: DiskName])[] = [
  ['vmdk', 'disk.vmdk'],
  ['raw', 'disk.raw'],
  ['vdi', 'disk.vdi'],
  ['vhdx', 'disk.vhdx'],
  ['qcow2', 'disk.qcow2'],
];

/** With the plugin `image_conversion` on and set to qcow2. */
export const conversionCases: readonly ConformanceCase[] = [
  ...turned.map(
    ([format, file]): ConformanceCase => ({
      name: `conversion: a ${format} image becomes qcow2 on import, its size and format follow`,
      needs: 'conversion',
      run: async (world) => {
        const { id } = await world.createImage('alice', bare(format));
        await stageImage(world, 'alice', id, disk(file));
        const { image, task } = await runImport(world, 'alice', id, glanceDirect);
        expectFields(image, {
          status: 'active',
          disk_format: 'qcow2',
          container_format: 'bare',
          virtual_size: diskBytes,
        });
        expectFields(task, { status: 'success' });
        const { bytes } = expectStatus(await world.image('alice', 'GET', `/v2/images/${id}/file`), 200);
        assert.equal(bytes.toString('latin1', 0, 4), 'QFI\xfb');
        assert.equal(image.size, bytes.length);
      },
    }),
  ),
  {
    name: 'conversion: a plain upload is left as it is',
    needs: 'conversion',
    run: async (world) => {
      const bytes = disk('disk.vmdk');
      expectFields(await world.createImage('alice', bare('vmdk'), bytes), { disk_format: 'vmdk', size: bytes.length });
    },
  },
  {
    name: 'conversion: a web-download is turned into qcow2 too',
    needs: 'conversion',
    run: async (world) => {
      const pages = await startSourceServer(world);
      const { id } = await world.createImage('alice', bare('raw'));
      const { image } = await runImport(world, 'alice', id, webDownload(pages.url('good')));
      expectFields(image, { status: 'active', disk_format: 'qcow2' });
    },
  },
  {
    name: 'conversion: a plain iso stays importing for ever on Zed; 2025.1 leaves it as it is',
    needs: 'conversion',
    run: async (world) => {
      const { id } = await world.createImage('alice', bare('iso'));
      await stageImage(world, 'alice', id, disk('disc.iso'));
      const { image } = await runImport(world, 'alice', id, glanceDirect);
      const whole = { status: 'active', disk_format: 'iso' };
      expectFields(image, world.release === 'zed' ? { status: 'importing' } : whole);
    },
  },
  ...(
    [
      ['a flat vmdk', 'vmdk', 'flat.vmdk'],
      ['a raw disk declared vmdk', 'vmdk', 'disk.raw'],
    ] as const
  ).map(
    ([what, format, file]): ConformanceCase => ({
      name: `conversion: ${what} fails; Zed leaves it importing for ever, 2025.1 queued`,
      needs: 'conversion',
      run: async (world) => {
        const { id } = await world.createImage('alice', bare(format));
        await stageImage(world, 'alice', id, disk(file));
        const { image, task } = await runImport(world, 'alice', id, glanceDirect);
        expectFields(task, { status: 'failure', message: 'Task failed due to Internal Error' });
        expectFields(image, { status: world.release === 'zed' ? 'importing' : 'queued' });
        assert.equal((await fetchImportTasks(world, 'alice', id)).length, 1);
        if (world.release !== 'zed') expectFields(image, { [importProperties.importing]: '' });
      },
    }),
  ),
];
