import type { DatabaseSync, SQLInputValue } from 'node:sqlite';
import { prepare } from '../kernel/database.ts';
import type { Clock } from './clock.ts';
import type { ImageStatus, StoredImage, Visibility } from './stored-image.ts';

export interface ImageRow {
  readonly id: string;
  readonly name: string | null;
  readonly status: ImageStatus;
  readonly visibility: Visibility;
  readonly owner: string | null;
  readonly disk_format: string | null;
  readonly container_format: string | null;
  readonly size: number | null;
  readonly virtual_size: number | null;
  readonly checksum: string | null;
  readonly os_hash_algo: string | null;
  readonly os_hash_value: string | null;
  readonly min_disk: number;
  readonly min_ram: number;
  readonly protected: number;
  readonly os_hidden: number;
  readonly properties: string;
  readonly tags: string;
  readonly stores: string;
  readonly created_at: number;
  readonly updated_at: number;
}

const COLUMNS = [
  'id',
  'name',
  'status',
  'visibility',
  'owner',
  'disk_format',
  'container_format',
  'size',
  'virtual_size',
  'checksum',
  'os_hash_algo',
  'os_hash_value',
  'min_disk',
  'min_ram',
  'protected',
  'os_hidden',
  'properties',
  'tags',
  'stores',
  'created_at',
  'updated_at',
] as const satisfies readonly (keyof ImageRow)[];

export interface ImageTable {
  readonly get: (id: string) => StoredImage | null;
  /** Returns whether the id belongs to an image or to a deleted one. */
  readonly isTaken: (id: string) => boolean;
  readonly insert: (image: StoredImage) => void;
  /**
   * Updates the row with the result of `change` and sets `updatedAt`. Returns `null` when the row is gone or `change`
   * returns `null`.
   */
  readonly change: (id: string, change: (image: StoredImage) => StoredImage | null) => StoredImage | null;
  readonly remove: (id: string) => void;
  readonly count: () => number;
  readonly withStatus: (status: ImageStatus) => readonly StoredImage[];
  readonly select: (where: string, order: string, limit: number, params: readonly SQLInputValue[]) => StoredImage[];
}

export function createImageTable(db: DatabaseSync, now: Clock): ImageTable {
  const byId = prepare<ImageRow>(db, 'SELECT * FROM images WHERE id = ?');
  const byStatus = prepare<ImageRow>(db, 'SELECT * FROM images WHERE status = ?');
  const used = prepare<{ id: string }>(db, 'SELECT id FROM used_ids WHERE id = ?');
  const markUsed = prepare(db, 'INSERT OR IGNORE INTO used_ids VALUES (?)');
  const add = prepare(db, `INSERT INTO images (${COLUMNS.join(', ')}) VALUES (${COLUMNS.map(() => '?').join(', ')})`);
  const update = prepare(db, `UPDATE images SET ${COLUMNS.map((name) => `${name} = ?`).join(', ')} WHERE id = ?`);
  const drop = prepare(db, 'DELETE FROM images WHERE id = ?');
  const all = prepare<{ n: number }>(db, 'SELECT count(*) AS n FROM images');

  const get = (id: string): StoredImage | null => {
    const row = byId.get(id);
    return row ? fromRow(row) : null;
  };
  return {
    get,
    isTaken: (id) => byId.get(id) !== undefined || used.get(id) !== undefined,
    insert: (image) => {
      add.run(...toRow(image));
    },
    change: (id, change) => {
      const before = get(id);
      const wanted = before && change(before);
      if (!wanted) return null;
      const after = { ...wanted, updatedAt: now() };
      update.run(...toRow(after), id);
      return after;
    },
    remove: (id) => {
      markUsed.run(id);
      drop.run(id);
    },
    count: () => all.get()?.n ?? 0,
    withStatus: (status) => byStatus.all(status).map(fromRow),
    select: (where, order, limit, params) =>
      prepare<ImageRow>(db, `SELECT * FROM images WHERE ${where} ORDER BY ${order} LIMIT ${limit}`)
        .all(...params)
        .map(fromRow),
  };
}

function fromRow(row: ImageRow): StoredImage {
  return {
    id: row.id,
    name: row.name,
    status: row.status,
    visibility: row.visibility,
    owner: row.owner,
    diskFormat: row.disk_format,
    containerFormat: row.container_format,
    size: row.size,
    virtualSize: row.virtual_size,
    checksum: row.checksum,
    hashAlgo: row.os_hash_algo,
    hashValue: row.os_hash_value,
    minDisk: row.min_disk,
    minRam: row.min_ram,
    isProtected: row.protected === 1,
    isHidden: row.os_hidden === 1,
    properties: JSON.parse(row.properties),
    tags: JSON.parse(row.tags),
    stores: JSON.parse(row.stores),
    createdAt: row.created_at,
    updatedAt: row.updated_at,
  };
}

function toRow(image: StoredImage): SQLInputValue[] {
  const row: ImageRow = {
    id: image.id,
    name: image.name,
    status: image.status,
    visibility: image.visibility,
    owner: image.owner,
    disk_format: image.diskFormat,
    container_format: image.containerFormat,
    size: image.size,
    virtual_size: image.virtualSize,
    checksum: image.checksum,
    os_hash_algo: image.hashAlgo,
    os_hash_value: image.hashValue,
    min_disk: image.minDisk,
    min_ram: image.minRam,
    protected: image.isProtected ? 1 : 0,
    os_hidden: image.isHidden ? 1 : 0,
    properties: JSON.stringify(image.properties),
    tags: JSON.stringify(image.tags),
    stores: JSON.stringify(image.stores),
    created_at: image.createdAt,
    updated_at: image.updatedAt,
  };
  return COLUMNS.map((name) => row[name]);
}
