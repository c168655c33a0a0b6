import { inTransaction } from '../kernel/database.ts';
import type { SeedImage, SeedTask } from '../kernel/service.ts';
import type { Glance } from './glance.ts';
import type { StoredImage } from './stored-image.ts';
import type { StoredTask } from './tasks-table.ts';

const MICROS = 1000;

/** Inserts generated images in one transaction. The data of small images is on disk before their rows are committed. */
export function importSeed(glance: Glance, rows: Iterable<SeedImage>): void {
  inTransaction(glance.db, () => {
    for (const row of rows) {
      if (row.content.kind === 'bytes') {
        const bytes = row.content.bytes();
        for (const store of row.stores) glance.files.writeNow(store, row.id, bytes);
      }
      glance.images.insert(imageOf(row));
      for (const member of row.members) {
        const at = member.createdAt * MICROS;
        const { projectId, status } = member;
        glance.members.insert({ imageId: row.id, projectId, status, createdAt: at, updatedAt: at });
      }
      for (const task of row.tasks) glance.tasks.insert(taskOf(row, task));
    }
  });
}

function imageOf(row: SeedImage): StoredImage {
  return {
    id: row.id,
    name: row.name,
    status: row.status,
    visibility: row.visibility,
    owner: row.owner,
    diskFormat: row.diskFormat,
    containerFormat: row.containerFormat,
    size: row.size,
    virtualSize: row.virtualSize,
    checksum: row.checksum,
    hashAlgo: row.sha512 === null ? null : 'sha512',
    hashValue: row.sha512,
    minDisk: row.minDisk,
    minRam: row.minRam,
    isProtected: row.isProtected,
    isHidden: row.isHidden,
    properties: row.properties,
    tags: row.tags,
    stores: row.stores,
    createdAt: row.createdAt * MICROS,
    updatedAt: row.updatedAt * MICROS,
  };
}

/** Not running: no work of this process belongs to the task, so a restart leaves it unchanged. */
function taskOf(row: SeedImage, task: SeedTask): StoredTask {
  const isOver = task.status === 'success' || task.status === 'failure';
  return {
    id: task.id,
    imageId: row.id,
    status: task.status,
    owner: row.owner,
    userId: task.userId,
    requestId: `req-${task.id}`,
    message: task.message,
    input: { image_id: row.id, import_req: task.importRequest, backend: row.stores },
    result: task.status === 'success' ? { image_id: row.id } : null,
    isRunning: false,
    createdAt: task.createdAt * MICROS,
    updatedAt: task.updatedAt * MICROS,
    expiresAt: isOver ? task.updatedAt * MICROS + 48 * 3600 * 1_000_000 : null,
  };
}
