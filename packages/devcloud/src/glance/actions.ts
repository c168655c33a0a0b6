import { empty } from '../kernel/respond.ts';
import { forbidden } from './errors.ts';
import { type Ask, requireImage } from './glance.ts';
import { enforceOn } from './policy.ts';

const TARGETS = { deactivate: 'deactivated', reactivate: 'active' } as const;

/** POST /v2/images/{id}/actions/deactivate or reactivate; nothing happens when it is so already. */
export function changeActivation(ask: Ask, id: string, action: keyof typeof TARGETS): void {
  const { glance, call, caller } = ask;
  const image = requireImage(ask, id);
  enforceOn(action, caller, image);
  if (image.status !== 'active' && image.status !== 'deactivated') {
    throw forbidden(`Not allowed to ${action} image in status '${image.status}'`);
  }
  const status = TARGETS[action];
  if (image.status !== status) glance.images.change(id, (now) => ({ ...now, status }));
  empty(call, 204);
}
