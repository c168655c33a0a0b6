import { sendEmpty } from '../kernel/send-response.ts';
import { enforcePolicyOn } from './enforce-policy.ts';
import { type GlanceRequest, requireImage } from './glance.ts';
import { forbidden } from './glance-fault.ts';

const TARGETS = { deactivate: 'deactivated', reactivate: 'active' } as const;

/**
 * POST /v2/images/{id}/actions/deactivate or reactivate. An image that already has the wanted status is left as it is.
 */
export function changeActivation(request: GlanceRequest, id: string, action: keyof typeof TARGETS): void {
  const { glance, call, caller } = request;
  const image = requireImage(request, id);
  enforcePolicyOn(action, caller, image);
  if (image.status !== 'active' && image.status !== 'deactivated') {
    throw forbidden(`Not allowed to ${action} image in status '${image.status}'`);
  }
  const status = TARGETS[action];
  if (image.status !== status) glance.images.change(id, (now) => ({ ...now, status }));
  sendEmpty(call, 204);
}
