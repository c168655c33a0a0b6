import { dayMs, GiB, MiB } from '@console/units';
import type { SeedImage, SeedTask } from '../kernel/service.ts';
import { projectId, userId } from '../keystone/index.ts';
import type { Curated, Story } from './curated-row.ts';
import { disks } from './disks.ts';
import type { Random } from './random.ts';
import {
  hardwareProperties,
  hollowProperty,
  nothingStored,
  randomFor,
  type Stored,
  storedBytes,
  storedHollow,
} from './stored-data.ts';

/** Builds hand-written image number `index`. Each is a day or two older than the one before. */
export function curatedImage(row: Curated, index: number, now: number): SeedImage {
  const random = randomFor(index);
  const id = random.uuid();
  const createdAt = now - Math.round((index * 1.6 + 0.01) * dayMs);
  const task = row.story && taskOf(row.story, random.uuid(), createdAt);
  const story = row.story && storyProperties(row.story, task?.id ?? '');
  return {
    id,
    name: row.name,
    status: statusOf(row.story),
    visibility: row.seen,
    owner: projectId(row.owner),
    diskFormat: row.format,
    containerFormat: row.format === null ? null : (row.container ?? 'bare'),
    ...storedOf(row, random, index),
    minDisk: row.minDisk ?? 0,
    minRam: row.minRam ?? 0,
    isProtected: row.isProtected ?? false,
    isHidden: row.isHidden ?? false,
    tags: row.tags ?? [],
    properties: {
      ...(row.hardware ? hardwareProperties(row.hardware) : {}),
      ...(row.description === undefined ? {} : { description: row.description }),
      ...(row.data && 'hollowGib' in row.data ? hollowProperty : {}),
      ...story,
    },
    createdAt,
    updatedAt: createdAt + 90_000,
    members: Object.entries(row.members ?? {}).map(([project, status]) => ({
      projectId: projectId(project as keyof NonNullable<Curated['members']>),
      status,
      createdAt: createdAt + 120_000,
    })),
    tasks: task ? [task] : [],
  };
}

function statusOf(story: Story | undefined): SeedImage['status'] {
  if (!story) return 'active';
  return story.kind === 'importFailed' ? 'queued' : story.kind;
}

function storedOf(row: Curated, random: Random, index: number): Stored {
  const { data, diskGib } = row;
  if (!data) return nothingStored;
  const virtualSize = diskGib === undefined ? null : diskGib * GiB;
  if ('hollowGib' in data)
    return storedHollow(random, data.hollowGib * GiB, virtualSize, index % 3 === 0 ? ['fast', 'slow'] : ['fast']);
  const size = data.realMib * MiB;
  const bytes = (): Uint8Array => {
    const filling = randomFor(index + 100_000);
    if (row.format === 'iso') return disks.iso(filling, size / 2048, `SEED_${index}`);
    if (row.format === 'raw') return disks.raw(filling, size);
    return disks.qcow2(filling, diskGib ?? 1, size / (64 * 1024));
  };
  return storedBytes(bytes, row.format === 'raw' ? size : virtualSize);
}

function storyProperties(story: Story, taskId: string): Readonly<Record<string, string>> {
  if (story.kind === 'importing') {
    return { os_glance_import_task: taskId, os_glance_importing_to_stores: 'fast,slow', os_glance_failed_import: '' };
  }
  if (story.kind === 'importFailed') {
    return {
      os_glance_importing_to_stores: '',
      os_glance_failed_import: 'fast',
      os_glance_es_failed_reason: story.reason,
    };
  }
  return {};
}

function taskOf(story: Story, id: string, createdAt: number): SeedTask | null {
  if (story.kind !== 'importing' && story.kind !== 'importFailed') return null;
  const isOver = story.kind === 'importFailed';
  const method = isOver ? { name: 'web-download', uri: story.uri } : { name: 'glance-direct' };
  return {
    id,
    status: isOver ? 'failure' : 'processing',
    message: isOver ? `Task failed due to Internal Error: ${story.reason}` : story.message,
    importRequest: { method, stores: isOver ? ['fast'] : ['fast', 'slow'], all_stores_must_succeed: !isOver },
    userId: userId('admin'),
    createdAt: createdAt + 30_000,
    updatedAt: createdAt + 80_000,
  };
}
