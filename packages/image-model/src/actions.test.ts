import { describe, expect, it } from 'vitest';
import { type Actor, type ImageAction, imageAction } from './actions.ts';
import type { Image } from './image.ts';

const absent = { kind: 'absent' } as const;
const active: Image = {
  id: 'i',
  name: 'x',
  status: 'active',
  description: '',
  diskFormat: 'qcow2',
  containerFormat: 'bare',
  size: 1,
  virtualSize: 1,
  minDiskGib: 0,
  minMemoryMib: 0,
  visibility: 'private',
  isProtected: false,
  isHidden: false,
  owner: 'mine',
  tags: [],
  checksum: null,
  hash: null,
  stores: [],
  import: { taskId: null, pendingStores: [], failedStores: [], reason: null },
  createdAt: '',
  updatedAt: '',
  properties: {},
  os: absent,
  architecture: absent,
  hypervisor: { kind: 'known', value: 'qemu' },
  bootMode: absent,
  liveResize: absent,
  guestAgent: absent,
  nicMultiqueue: absent,
  passwordEncryption: absent,
  virtio: absent,
};
const allowed = { allowed: true } as const;
const owner: Actor<'cloudAdministratorOnly'> = {
  actions: {
    'image.modify': allowed,
    'image.tag': allowed,
    'image.download': allowed,
    'image.delete': allowed,
    'image.share': allowed,
    'image.deactivate': allowed,
    'volume.create': allowed,
  },
  project: { id: 'mine' },
  roles: ['member'],
};
const decide = (action: ImageAction, change: Partial<Image>, actor = owner) => {
  const permission = imageAction(action, { ...active, ...change }, actor);
  return permission.kind === 'allowed' ? 'allowed' : permission.reason;
};

describe('imageAction', () => {
  it('allows the owner of an active image everything but to reactivate it', () => {
    for (const action of ['modify', 'tag', 'download', 'createVolume', 'delete', 'share', 'deactivate'] as const)
      expect(imageAction(action, active, owner)).toEqual({ kind: 'allowed' });
    expect(imageAction('reactivate', active, owner)).toEqual({ kind: 'blocked', reason: 'notDeactivated' });
  });

  it('reports the policy’s reason before the image’s', () => {
    const denied = { allowed: false, reason: 'cloudAdministratorOnly' } as const;
    const actor = { ...owner, actions: { ...owner.actions, 'image.delete': denied } };
    expect(decide('delete', { isProtected: true }, actor)).toBe('cloudAdministratorOnly');
  });

  it('lets only the owning project and administrators change an image, and every project use it', () => {
    for (const action of ['modify', 'tag', 'delete', 'share', 'deactivate'] as const)
      expect(decide(action, { owner: 'theirs' })).toBe('notOwner');
    for (const action of ['download', 'createVolume'] as const)
      expect(decide(action, { owner: 'theirs' })).toBe('allowed');
    expect(decide('delete', { owner: 'theirs' }, { ...owner, roles: ['admin', 'member'] })).toBe('allowed');
  });

  it('blocks changes of tags while the image’s data arrives', () => {
    for (const status of ['saving', 'uploading']) expect(decide('tag', { status })).toBe('dataArriving');
    for (const status of ['queued', 'importing', 'active']) expect(decide('tag', { status })).toBe('allowed');
  });

  it('allows modifying active and queued images only', () => {
    expect(decide('modify', { status: 'queued' })).toBe('allowed');
    for (const status of ['saving', 'importing', 'deactivated', 'killed', 'something new'])
      expect(decide('modify', { status })).toBe('notModifiable');
  });

  it('allows downloading active images only', () => {
    expect(decide('download', { status: 'queued' })).toBe('notActive');
    expect(decide('download', { status: 'deactivated' })).toBe('deactivated');
  });

  it('allows volumes from active QEMU images in QCOW2 or RAW only', () => {
    expect(decide('createVolume', { diskFormat: 'raw' })).toBe('allowed');
    expect(decide('createVolume', { diskFormat: 'iso' })).toBe('volumeNeedsQcow2OrRaw');
    expect(decide('createVolume', { hypervisor: { kind: 'known', value: 'baremetal' } })).toBe('volumeNeedsQemu');
    expect(decide('createVolume', { hypervisor: absent })).toBe('volumeNeedsQemu');
    expect(decide('createVolume', { status: 'queued' })).toBe('notActive');
  });

  it('blocks deleting a protected or deleted image', () => {
    expect(decide('delete', { isProtected: true })).toBe('protected');
    expect(decide('delete', { status: 'pending_delete' })).toBe('alreadyDeleted');
    expect(decide('delete', { status: 'importing' })).toBe('allowed');
  });

  it('allows sharing private and shared images only', () => {
    expect(decide('share', { visibility: 'shared' })).toBe('allowed');
    expect(decide('share', { visibility: 'public' })).toBe('visibleToAll');
  });

  it('allows reactivating deactivated images only', () => {
    expect(decide('reactivate', { status: 'deactivated' })).toBe('allowed');
    expect(decide('deactivate', { status: 'deactivated' })).toBe('deactivated');
  });
});
