import { type CloudProfile, loadProfile } from '@console/cloud-profiles';
import { decodeImage } from '@console/image-codec';
import { parseImage } from '@console/openstack-api';
import type { ImageRecord } from '../../resources/images/image-api.ts';

export const ecf = loadProfile('ecf');
export const imageId = '11111111-1111-4111-8111-111111111111';

/** Creates the wire record of an active private image for tests, with the given properties. */
export function wireImageFixture(properties: Readonly<Record<string, unknown>> = {}): Record<string, unknown> {
  return {
    id: imageId,
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

export function imageRecordFixture(
  properties: Readonly<Record<string, unknown>> = {},
  profile: CloudProfile = ecf,
): ImageRecord {
  const wire = parseImage(wireImageFixture(properties));
  return { wire, image: decodeImage(wire, profile) };
}
