import type { Image } from '@console/image-model';

const absent = { kind: 'absent' } as const;

/** Creates an active private image for tests, with the given changes. */
export function imageFixture(changes: Partial<Image> = {}): Image {
  return {
    id: 'c0ffee00-0000-4000-8000-000000000001',
    name: 'ubuntu-24.04',
    status: 'active',
    description: '',
    diskFormat: 'qcow2',
    containerFormat: 'bare',
    size: 1024,
    virtualSize: 2048,
    minDiskGib: 0,
    minMemoryMib: 0,
    visibility: 'private',
    isProtected: false,
    isHidden: false,
    owner: 'project-1',
    tags: [],
    checksum: null,
    hash: null,
    stores: [],
    import: { taskId: null, pendingStores: [], failedStores: [], reason: null },
    createdAt: '2026-01-01T00:00:00Z',
    updatedAt: '2026-01-01T00:00:00Z',
    properties: {},
    os: absent,
    architecture: absent,
    hypervisor: absent,
    bootMode: absent,
    liveResize: absent,
    guestAgent: absent,
    nicMultiqueue: absent,
    passwordEncryption: absent,
    virtio: absent,
    ...changes,
  };
}
