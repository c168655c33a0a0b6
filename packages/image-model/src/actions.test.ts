import { describe, expect, it } from 'vitest';
import { type Actor, type ImageAction, imageAction, imageActions } from './actions.ts';
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
const yes = { allowed: true } as const;
const owner: Actor<'cloudAdministratorOnly'> = {
  actions: {
    'image.modify': yes,
    'image.tag': yes,
    'image.download': yes,
    'image.delete': yes,
    'image.share': yes,
    'image.deactivate': yes,
    'volume.create': yes,
  },
  project: { id: 'mine' },
  roles: ['member'],
};
const answer = (action: ImageAction, change: Partial<Image>, actor = owner) => {
  const permission = imageAction(action, { ...active, ...change }, actor);
  return permission.kind === 'allowed' ? 'allowed' : permission.reason;
};

describe('imageActions', () => {
  it('allows everything that fits an active image of one’s own', () => {
    const { reactivate, ...others } = imageActions(active, owner);
    expect(reactivate).toEqual({ kind: 'blocked', reason: 'notDeactivated' });
    expect(Object.values(others).every(({ kind }) => kind === 'allowed')).toBe(true);
  });

  it('names the policy’s reason before the image’s own', () => {
    const no = { allowed: false, reason: 'cloudAdministratorOnly' } as const;
    const actor = { ...owner, actions: { ...owner.actions, 'image.delete': no } };
    expect(answer('delete', { isProtected: true }, actor)).toBe('cloudAdministratorOnly');
  });

  it('keeps others’ images from being changed, but not from being used', () => {
    for (const action of ['modify', 'tag', 'delete', 'share', 'deactivate'] as const)
      expect(answer(action, { owner: 'theirs' })).toBe('notOwner');
    for (const action of ['download', 'createVolume'] as const)
      expect(answer(action, { owner: 'theirs' })).toBe('allowed');
    expect(answer('delete', { owner: 'theirs' }, { ...owner, roles: ['admin', 'member'] })).toBe('allowed');
  });

  it('keeps tags from being changed while the cloud would lose the change', () => {
    for (const status of ['saving', 'uploading']) expect(answer('tag', { status })).toBe('dataArriving');
    for (const status of ['queued', 'importing', 'active']) expect(answer('tag', { status })).toBe('allowed');
  });

  it('modifies active and queued images only', () => {
    expect(answer('modify', { status: 'queued' })).toBe('allowed');
    for (const status of ['saving', 'importing', 'deactivated', 'killed', 'something new'])
      expect(answer('modify', { status })).toBe('notModifiable');
  });

  it('downloads active images only', () => {
    expect(answer('download', { status: 'queued' })).toBe('notActive');
    expect(answer('download', { status: 'deactivated' })).toBe('deactivated');
  });

  it('makes volumes of active QEMU images in QCOW2 or RAW only', () => {
    expect(answer('createVolume', { diskFormat: 'raw' })).toBe('allowed');
    expect(answer('createVolume', { diskFormat: 'iso' })).toBe('volumeNeedsQcow2OrRaw');
    expect(answer('createVolume', { hypervisor: { kind: 'known', value: 'baremetal' } })).toBe('volumeNeedsQemu');
    expect(answer('createVolume', { hypervisor: absent })).toBe('volumeNeedsQemu');
    expect(answer('createVolume', { status: 'queued' })).toBe('notActive');
  });

  it('does not delete what is protected or already going', () => {
    expect(answer('delete', { isProtected: true })).toBe('protected');
    expect(answer('delete', { status: 'pending_delete' })).toBe('alreadyDeleted');
    expect(answer('delete', { status: 'importing' })).toBe('allowed');
  });

  it('shares what not everybody sees', () => {
    expect(answer('share', { visibility: 'shared' })).toBe('allowed');
    expect(answer('share', { visibility: 'public' })).toBe('visibleToAll');
  });

  it('reactivates deactivated images only', () => {
    expect(answer('reactivate', { status: 'deactivated' })).toBe('allowed');
    expect(answer('deactivate', { status: 'deactivated' })).toBe('deactivated');
  });
});
