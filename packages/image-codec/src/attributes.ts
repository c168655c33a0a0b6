/** Wire names that are attributes and never custom properties: Glance's image schema 2.15, and ECF's `links`. */
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

/** Whether a wire name is an attribute of every image. */
export function isAttribute(name: string): boolean {
  return attributeNames.has(name);
}
