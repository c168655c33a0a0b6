import assert from 'node:assert/strict';
import { type DiskName, disk, diskBytes } from '../disks.ts';
import { expectFault, expectFields, expectStatus, valueAt } from '../expect.ts';
import { glanceDirect, importProperties, requestImport, runImport, webDownload } from '../imports.ts';
import type { ConformanceCase } from '../run-case.ts';
import { startSourceServer } from '../source-server.ts';
import type { Release } from '../target.ts';
import { stageImage, uploadImage } from '../uploads.ts';

const bare = (format: string) => ({ disk_format: format, container_format: 'bare' });
/** The message of a wrong media type. From 2025.1 on Glance also sends it for data of the wrong format. */
const refusal = /^The request media type application\/octet-stream is not supported by this server\.$/;

type ReportedSize = number | null | 'length';

/** The virtual size that each release reads from valid data, where it reads one. */
const good: readonly (readonly [format: string, file: DiskName, virtual: Readonly<Record<Release, ReportedSize>>])[] = [
  ['qcow2', 'disk.qcow2', { zed: diskBytes, '2025.1': diskBytes }],
  ['vmdk', 'disk.vmdk', { zed: diskBytes, '2025.1': diskBytes }],
  ['vdi', 'disk.vdi', { zed: diskBytes, '2025.1': diskBytes }],
  ['vhdx', 'disk.vhdx', { zed: diskBytes, '2025.1': diskBytes }],
  ['iso', 'disc.iso', { zed: null, '2025.1': 'length' }],
  ['raw', 'disk.raw', { zed: 'length', '2025.1': 'length' }],
  ['raw', 'disk.qcow2', { zed: 'length', '2025.1': 'length' }],
  ['ami', 'disk.raw', { zed: null, '2025.1': null }],
];

const measured: readonly ConformanceCase[] = [
  ...good.map(
    ([format, file, virtual]): ConformanceCase => ({
      name: `formats: ${file} declared ${format} becomes active with the virtual size that the release reads`,
      run: async (context) => {
        const bytes = disk(file);
        const image = await context.createImage('alice', bare(format), bytes);
        const size = virtual[context.release];
        const reported = size === 'length' ? bytes.length : size;
        expectFields(image, { status: 'active', size: bytes.length, virtual_size: reported });
      },
    }),
  ),
  {
    name: 'formats: data in a container other than bare is not inspected',
    run: async (context) => {
      const image = await context.createImage(
        'alice',
        { disk_format: 'qcow2', container_format: 'ovf' },
        'no disk at all',
      );
      expectFields(image, { status: 'active', virtual_size: null });
    },
  },
];

/** Data that Zed accepts and 2025.1 refuses. */
const bad: readonly (readonly [what: string, format: string, bytes: () => Buffer])[] = [
  ['a raw disk declared qcow2', 'qcow2', () => disk('disk.raw')],
  ['a qcow2 declared vmdk', 'vmdk', () => disk('disk.qcow2')],
  ['nothing, declared qcow2', 'qcow2', () => Buffer.alloc(0)],
  ['ten bytes declared iso', 'iso', () => Buffer.from('ten bytes!')],
  ['a flat vmdk', 'vmdk', () => disk('flat.vmdk')],
  ['a qcow2 with a backing file', 'qcow2', () => disk('backed.qcow2')],
  ['a qcow2 with a data file, declared raw', 'raw', () => disk('data-file.qcow2')],
  ['an iso with a partition table', 'iso', () => disk('hybrid.iso')],
];

const mismatched: readonly ConformanceCase[] = [
  ...bad.map(
    ([what, format, bytes]): ConformanceCase => ({
      name: `formats: ${what} becomes active on Zed and is a 415 on 2025.1`,
      run: async (context) => {
        const { id } = await context.createImage('alice', bare(format));
        const data = bytes();
        const reply = await uploadImage(context, 'alice', id, data);
        if (context.release === 'zed') {
          expectStatus(reply, 204);
          expectFields(await context.fetchImage('alice', id), { status: 'active', size: data.length });
          return;
        }
        expectFault(reply, 415, refusal);
        expectFields(await context.fetchImage('alice', id), { status: 'queued', size: null, stores: 'fast' });
      },
    }),
  ),
  {
    name: 'formats: after a 415 an image of 2025.1 keeps the refused data and accepts no other',
    run: async (context) => {
      const { id } = await context.createImage('alice', bare('qcow2'));
      const reply = await uploadImage(context, 'alice', id, 'no disk');
      if (context.release === 'zed') return void expectStatus(reply, 204);
      expectStatus(reply, 415);
      const left = await context.fetchImage('alice', id);
      expectFields(left, { status: 'queued', size: null, stores: 'fast', os_hash_algo: 'sha512' });
      assert.equal(typeof left.checksum, 'string');
      // 2025.1 sends `Content-Length: None`, which a conforming client rejects.
      await assert.rejects(context.image('alice', 'GET', `/v2/images/${id}/file`), /Content-Length/);
      expectStatus(await uploadImage(context, 'alice', id, disk('disk.qcow2')), 500);
      expectStatus(await context.image('alice', 'DELETE', `/v2/images/${id}`), 204);
    },
  },
  {
    name: 'formats: glance-direct of a mismatch becomes active on Zed; on 2025.1 its task fails and the image stays importing',
    run: async (context) => {
      const { id } = await context.createImage('alice', bare('qcow2'));
      expectStatus(await stageImage(context, 'alice', id, 'no disk'), 204);
      const { image, task } = await runImport(context, 'alice', id, glanceDirect);
      if (context.release === 'zed') return expectFields(image, { status: 'active', virtual_size: null });
      expectFields(task, { status: 'failure', message: 'Task failed due to Internal Error' });
      expectFields(image, { status: 'importing', [importProperties.failed]: 'fast' });
      expectStatus(await stageImage(context, 'alice', id, disk('disk.qcow2')), 409);
      expectStatus(await uploadImage(context, 'alice', id, disk('disk.qcow2')), 409);
      expectStatus(await context.image('alice', 'DELETE', `/v2/images/${id}`), 204);
    },
  },
  {
    name: 'formats: glance-direct of a mismatch with all_stores_must_succeed false is queued again on 2025.1 and can be repeated',
    run: async (context) => {
      const { id } = await context.createImage('alice', bare('qcow2'));
      expectStatus(await stageImage(context, 'alice', id, 'no disk'), 204);
      const { image } = await runImport(context, 'alice', id, { ...glanceDirect, all_stores_must_succeed: false });
      if (context.release === 'zed') return expectFields(image, { status: 'active', virtual_size: null });
      expectFields(image, { status: 'queued', [importProperties.failed]: 'fast' });
      expectStatus(await uploadImage(context, 'alice', id, disk('disk.qcow2')), 204);
      expectFields(await context.fetchImage('alice', id), { status: 'active', virtual_size: diskBytes });
    },
  },
  {
    name: 'formats: web-download of a mismatch becomes active on Zed; on 2025.1 it is queued with its failed stores',
    run: async (context) => {
      const pages = await startSourceServer(context);
      const { id } = await context.createImage('alice', bare('qcow2'));
      const { image } = await runImport(context, 'alice', id, webDownload(pages.url('good')));
      const failed = { status: 'queued', size: null, [importProperties.failed]: 'fast' };
      expectFields(image, context.release === 'zed' ? { status: 'active', virtual_size: null } : failed);
    },
  },
  {
    name: 'formats: glance-direct of valid data becomes active on both releases',
    run: async (context) => {
      const { id } = await context.createImage('alice', bare('vmdk'));
      expectStatus(await stageImage(context, 'alice', id, disk('disk.vmdk')), 204);
      expectStatus(await requestImport(context, 'alice', id, { ...glanceDirect, all_stores_must_succeed: false }), 202);
      const image = await context.waitUntil(
        () => context.fetchImage('alice', id),
        ({ status }) => status === 'active',
      );
      assert.equal(valueAt(image, 'virtual_size'), diskBytes);
    },
  },
];

export const formatCases: readonly ConformanceCase[] = [...measured, ...mismatched];
