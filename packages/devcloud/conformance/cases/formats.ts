import assert from 'node:assert/strict';
import { type DiskName, disk, diskBytes } from '../disks.ts';
import { expectFault, expectFields, expectStatus, valueAt } from '../expect.ts';
import { glanceDirect, importProperties, requestImport, runImport, webDownload } from '../imports.ts';
import type { ConformanceCase } from '../run-case.ts';
import { startSourceServer } from '../source-server.ts';
import type { Release } from '../target.ts';
import { stageImage, uploadImage } from '../uploads.ts';

const bare = (format: string) => ({ disk_format: format, container_format: 'bare' });
/** The very words of a wrong media type: from 2025.1 on they may mean the data as well. */
const refusal = /^The request media type application\/octet-stream is not supported by this server\.$/;

type Told = number | null | 'length';

/** What the release makes of good data: the size of the disk within, where it can tell. */
const good: readonly (readonly [format: string, file: DiskName, virtual: Readonly<Record<Release, Told>>])[] = [
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
      name: `formats: ${file} declared ${format}: active, with what the release knows of the disk within`,
      run: async (world) => {
        const bytes = disk(file);
        const image = await world.createImage('alice', bare(format), bytes);
        const size = virtual[world.release];
        const told = size === 'length' ? bytes.length : size;
        expectFields(image, { status: 'active', size: bytes.length, virtual_size: told });
      },
    }),
  ),
  {
    name: 'formats: in another container than bare nobody looks into the data',
    run: async (world) => {
      const image = await world.createImage(
        'alice',
        { disk_format: 'qcow2', container_format: 'ovf' },
        'no disk at all',
      );
      expectFields(image, { status: 'active', virtual_size: null });
    },
  },
];

/** Data that Zed takes as they are and 2025.1 refuses. */
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
      name: `formats: ${what}: active on Zed, 415 on 2025.1`,
      run: async (world) => {
        const { id } = await world.createImage('alice', bare(format));
        const data = bytes();
        const reply = await uploadImage(world, 'alice', id, data);
        if (world.release === 'zed') {
          expectStatus(reply, 204);
          expectFields(await world.fetchImage('alice', id), { status: 'active', size: data.length });
          return;
        }
        expectFault(reply, 415, refusal);
        expectFields(await world.fetchImage('alice', id), { status: 'queued', size: null, stores: 'fast' });
      },
    }),
  ),
  {
    name: 'formats: after a 415 for its data an image of 2025.1 keeps them and takes no others',
    run: async (world) => {
      const { id } = await world.createImage('alice', bare('qcow2'));
      const reply = await uploadImage(world, 'alice', id, 'no disk');
      if (world.release === 'zed') return void expectStatus(reply, 204);
      expectStatus(reply, 415);
      const left = await world.fetchImage('alice', id);
      expectFields(left, { status: 'queued', size: null, stores: 'fast', os_hash_algo: 'sha512' });
      assert.equal(typeof left.checksum, 'string');
      // It sends them with `Content-Length: None`, which is no answer to a client that reads by the rules.
      await assert.rejects(world.image('alice', 'GET', `/v2/images/${id}/file`), /Content-Length/);
      expectStatus(await uploadImage(world, 'alice', id, disk('disk.qcow2')), 500);
      expectStatus(await world.image('alice', 'DELETE', `/v2/images/${id}`), 204);
    },
  },
  {
    name: 'formats: glance-direct of a mismatch: active on Zed; importing for ever on 2025.1, its task a failure',
    run: async (world) => {
      const { id } = await world.createImage('alice', bare('qcow2'));
      expectStatus(await stageImage(world, 'alice', id, 'no disk'), 204);
      const { image, task } = await runImport(world, 'alice', id, glanceDirect);
      if (world.release === 'zed') return expectFields(image, { status: 'active', virtual_size: null });
      expectFields(task, { status: 'failure', message: 'Task failed due to Internal Error' });
      expectFields(image, { status: 'importing', [importProperties.failed]: 'fast' });
      expectStatus(await stageImage(world, 'alice', id, disk('disk.qcow2')), 409);
      expectStatus(await uploadImage(world, 'alice', id, disk('disk.qcow2')), 409);
      expectStatus(await world.image('alice', 'DELETE', `/v2/images/${id}`), 204);
    },
  },
  {
    name: 'formats: glance-direct of a mismatch where not all stores must succeed: 2025.1 has it queued again, to be sent anew',
    run: async (world) => {
      const { id } = await world.createImage('alice', bare('qcow2'));
      expectStatus(await stageImage(world, 'alice', id, 'no disk'), 204);
      const { image } = await runImport(world, 'alice', id, { ...glanceDirect, all_stores_must_succeed: false });
      if (world.release === 'zed') return expectFields(image, { status: 'active', virtual_size: null });
      expectFields(image, { status: 'queued', [importProperties.failed]: 'fast' });
      expectStatus(await uploadImage(world, 'alice', id, disk('disk.qcow2')), 204);
      expectFields(await world.fetchImage('alice', id), { status: 'active', virtual_size: diskBytes });
    },
  },
  {
    name: 'formats: web-download of a mismatch: active on Zed, queued and named as failed on 2025.1',
    run: async (world) => {
      const pages = await startSourceServer(world);
      const { id } = await world.createImage('alice', bare('qcow2'));
      const { image } = await runImport(world, 'alice', id, webDownload(pages.url('good')));
      const failed = { status: 'queued', size: null, [importProperties.failed]: 'fast' };
      expectFields(image, world.release === 'zed' ? { status: 'active', virtual_size: null } : failed);
    },
  },
  {
    name: 'formats: glance-direct of a good disk, whatever the release',
    run: async (world) => {
      const { id } = await world.createImage('alice', bare('vmdk'));
      expectStatus(await stageImage(world, 'alice', id, disk('disk.vmdk')), 204);
      expectStatus(await requestImport(world, 'alice', id, { ...glanceDirect, all_stores_must_succeed: false }), 202);
      const image = await world.waitUntil(
        () => world.fetchImage('alice', id),
        ({ status }) => status === 'active',
      );
      assert.equal(valueAt(image, 'virtual_size'), diskBytes);
    },
  },
];

export const formatCases: readonly ConformanceCase[] = [...measured, ...mismatched];
