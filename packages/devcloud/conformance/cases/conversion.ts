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

/** Requires the plugin `image_conversion`, set to qcow2. */
export const conversionCases: readonly ConformanceCase[] = [
  ...turned.map(
    ([format, file]): ConformanceCase => ({
      name: `conversion: a ${format} image becomes qcow2 on import, and its size and format are updated`,
      needs: 'conversion',
      run: async (context) => {
        const { id } = await context.createImage('alice', bare(format));
        await stageImage(context, 'alice', id, disk(file));
        const { image, task } = await runImport(context, 'alice', id, glanceDirect);
        expectFields(image, {
          status: 'active',
          disk_format: 'qcow2',
          container_format: 'bare',
          virtual_size: diskBytes,
        });
        expectFields(task, { status: 'success' });
        const { bytes } = expectStatus(await context.image('alice', 'GET', `/v2/images/${id}/file`), 200);
        assert.equal(bytes.toString('latin1', 0, 4), 'QFI\xfb');
        assert.equal(image.size, bytes.length);
      },
    }),
  ),
  {
    name: 'conversion: a direct upload is not converted',
    needs: 'conversion',
    run: async (context) => {
      const bytes = disk('disk.vmdk');
      expectFields(await context.createImage('alice', bare('vmdk'), bytes), {
        disk_format: 'vmdk',
        size: bytes.length,
      });
    },
  },
  {
    name: 'conversion: a web-download is converted to qcow2',
    needs: 'conversion',
    run: async (context) => {
      const pages = await startSourceServer(context);
      const { id } = await context.createImage('alice', bare('raw'));
      const { image } = await runImport(context, 'alice', id, webDownload(pages.url('good')));
      expectFields(image, { status: 'active', disk_format: 'qcow2' });
    },
  },
  {
    name: 'conversion: a plain iso stays importing on Zed and is not converted on 2025.1',
    needs: 'conversion',
    run: async (context) => {
      const { id } = await context.createImage('alice', bare('iso'));
      await stageImage(context, 'alice', id, disk('disc.iso'));
      const { image } = await runImport(context, 'alice', id, glanceDirect);
      const whole = { status: 'active', disk_format: 'iso' };
      expectFields(image, context.release === 'zed' ? { status: 'importing' } : whole);
    },
  },
  ...(
    [
      ['a flat vmdk', 'vmdk', 'flat.vmdk'],
      ['a raw disk declared vmdk', 'vmdk', 'disk.raw'],
    ] as const
  ).map(
    ([what, format, file]): ConformanceCase => ({
      name: `conversion: ${what} fails; the image stays importing on Zed and is queued on 2025.1`,
      needs: 'conversion',
      run: async (context) => {
        const { id } = await context.createImage('alice', bare(format));
        await stageImage(context, 'alice', id, disk(file));
        const { image, task } = await runImport(context, 'alice', id, glanceDirect);
        expectFields(task, { status: 'failure', message: 'Task failed due to Internal Error' });
        expectFields(image, { status: context.release === 'zed' ? 'importing' : 'queued' });
        assert.equal((await fetchImportTasks(context, 'alice', id)).length, 1);
        if (context.release !== 'zed') expectFields(image, { [importProperties.importing]: '' });
      },
    }),
  ),
];
