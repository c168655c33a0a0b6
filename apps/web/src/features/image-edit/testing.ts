import { type CloudProfile, loadProfile } from '@console/cloud-profiles';
import { decodeImage } from '@console/image-codec';
import { parseImage } from '@console/openstack-api';
import type { ImageRecord } from '../../resources/images/image-api.ts';

export const ecf = loadProfile('ecf');
export const IMAGE_ID = '11111111-1111-4111-8111-111111111111';

/** An image as the cloud has it, for tests; say only what matters to the story. */
export function wireOf(properties: Readonly<Record<string, unknown>> = {}): Record<string, unknown> {
  return {
    id: IMAGE_ID,
    name: 'debian-12',
    status: 'active',
    visibility: 'private',
    protected: false,
    os_hidden: false,
    owner: 'p-admin',
    disk_format: 'qcow2',
    container_format: 'bare',
    min_disk: 0,
    min_ram: 0,
    tags: [],
    created_at: '2026-01-01T00:00:00Z',
    updated_at: '2026-01-01T00:00:00Z',
    ...properties,
  };
}

export function recordOf(properties: Readonly<Record<string, unknown>> = {}, profile: CloudProfile = ecf): ImageRecord {
  const wire = parseImage(wireOf(properties));
  return { wire, image: decodeImage(wire, profile) };
}
