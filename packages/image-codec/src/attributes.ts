/** Wire names that are attributes of every image and so never custom properties (schema of 2.15, and ECF's `links`). */
const attributeNames: ReadonlySet<string> = new Set([
  'id',
  'name',
  'status',
  'visibility',
  'protected',
  'owner',
  'tags',
  'container_format',
  'disk_format',
  'min_disk',
  'min_ram',
  'size',
  'virtual_size',
  'checksum',
  'os_hash_algo',
  'os_hash_value',
  'os_hidden',
  'created_at',
  'updated_at',
  'stores',
  'locations',
  'location',
  'direct_url',
  'self',
  'file',
  'schema',
  'links',
  'os_glance_import_task',
  'os_glance_importing_to_stores',
  'os_glance_failed_import',
]);

export function isAttribute(name: string): boolean {
  return attributeNames.has(name);
}
