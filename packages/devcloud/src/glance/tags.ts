import { sendEmpty } from '../kernel/send-response.ts';
import { enforcePolicyOn } from './enforce-policy.ts';
import { type GlanceRequest, requireImage } from './glance.ts';
import { GlanceFault, notFound } from './glance-fault.ts';
import { MAX_TAGS, tooMany } from './limits.ts';
import { checkAgainstSchema } from './schema-check.ts';

/** PUT /v2/images/{id}/tags/{tag} */
export function putTag(request: GlanceRequest, id: string, address: string): void {
  const { glance, call, caller } = request;
  const tag = asStored(address);
  checkAgainstSchema({ tags: [tag] });
  const image = requireImage(request, id, `Image ${id} not found.`);
  enforcePolicyOn('modify_image', caller, image);
  const tags = [...new Set([...image.tags, tag])];
  if (tags.length > MAX_TAGS) {
    const { message } = tooMany('image tags', tags.length, MAX_TAGS);
    throw new GlanceFault(413, `Image tag limit exceeded for image ${id}: ${message}:`);
  }
  glance.images.change(id, (now) => ({ ...now, tags }));
  sendEmpty(call, 204);
}

/** DELETE /v2/images/{id}/tags/{tag} */
export function deleteTag(request: GlanceRequest, id: string, address: string): void {
  const { glance, call, caller } = request;
  const tag = asStored(address);
  const image = requireImage(request, id, `Image ${id} not found.`);
  enforcePolicyOn('modify_image', caller, image);
  if (!image.tags.includes(tag)) throw notFound();
  glance.images.change(id, (now) => ({ ...now, tags: now.tags.filter((one) => one !== tag) }));
  sendEmpty(call, 204);
}

/** Glance decodes the path as Latin-1, so non-ASCII tags arrive garbled. A tag with a slash matches no route. */
function asStored(address: string): string {
  if (address.includes('/')) throw notFound();
  return Buffer.from(address, 'utf8').toString('latin1');
}
