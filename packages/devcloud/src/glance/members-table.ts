import type { DatabaseSync } from 'node:sqlite';
import { prepare } from '../kernel/database.ts';
import type { Clock } from './clock.ts';
import type { MemberStatus, StoredMember } from './stored-image.ts';

interface MemberRow {
  readonly image_id: string;
  readonly project_id: string;
  readonly status: MemberStatus;
  readonly created_at: number;
  readonly updated_at: number;
}

export interface MemberTable {
  readonly of: (imageId: string) => readonly StoredMember[];
  readonly get: (imageId: string, projectId: string) => StoredMember | null;
  readonly add: (imageId: string, projectId: string) => StoredMember;
  readonly insert: (member: StoredMember) => void;
  readonly answer: (member: StoredMember, status: MemberStatus) => StoredMember;
  readonly remove: (imageId: string, projectId: string) => void;
}

export function createMemberTable(db: DatabaseSync, now: Clock): MemberTable {
  const ofImage = prepare<MemberRow>(db, 'SELECT * FROM members WHERE image_id = ? ORDER BY created_at, project_id');
  const one = prepare<MemberRow>(db, 'SELECT * FROM members WHERE image_id = ? AND project_id = ?');
  const put = prepare(db, 'INSERT OR REPLACE INTO members VALUES (?, ?, ?, ?, ?)');
  const drop = prepare(db, 'DELETE FROM members WHERE image_id = ? AND project_id = ?');
  const insert = (member: StoredMember): void => {
    put.run(member.imageId, member.projectId, member.status, member.createdAt, member.updatedAt);
  };
  return {
    of: (imageId) => ofImage.all(imageId).map(fromRow),
    get: (imageId, projectId) => {
      const row = one.get(imageId, projectId);
      return row ? fromRow(row) : null;
    },
    add: (imageId, projectId) => {
      const at = now();
      const member: StoredMember = { imageId, projectId, status: 'pending', createdAt: at, updatedAt: at };
      insert(member);
      return member;
    },
    insert,
    answer: (member, status) => {
      const answered = { ...member, status, updatedAt: now() };
      insert(answered);
      return answered;
    },
    remove: (imageId, projectId) => {
      drop.run(imageId, projectId);
    },
  };
}

function fromRow(row: MemberRow): StoredMember {
  return {
    imageId: row.image_id,
    projectId: row.project_id,
    status: row.status,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
  };
}
