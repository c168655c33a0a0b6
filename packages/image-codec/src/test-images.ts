import { parseImage, type WireImage } from '@console/openstack-api';
import type { JsonPatchOperation } from './patch.ts';

/** For tests: an image of the cloud with these properties. */
export function testImage(properties: Readonly<Record<string, unknown>>): WireImage {
  return parseImage({ id: 'id', status: 'active', name: 'x', ...properties });
}

/** For tests: the image after a patch, applied by Glance's rules. @throws where Glance answers 400 or 409 */
export function patchTestImage(wire: WireImage, patch: readonly JsonPatchOperation[]): WireImage {
  const after: Record<string, unknown> = { ...wire };
  for (const operation of patch) {
    if (!/^\/(?:[^/~]|~[01])+$/.test(operation.path)) throw new Error(`400 ${operation.path}`);
    const name = operation.path.slice(1).replaceAll('~1', '/').replaceAll('~0', '~');
    if (operation.op !== 'add' && !Object.hasOwn(after, name)) throw new Error(`409 Property ${name} does not exist.`);
    if (operation.op === 'remove') delete after[name];
    else after[name] = operation.value;
  }
  return parseImage(after);
}
