import * as z from 'zod/mini';
import { checkShape } from '../wire-shape.ts';

const project = z.looseObject({
  id: z.string(),
  name: z.string(),
  domain_id: z.string(),
  enabled: z._default(z.boolean(), true),
});

/** A project as Keystone lists it: with the id of its domain, not its name. */
export type WireProject = z.output<typeof project>;

/** Body of `GET /v3/auth/projects`. @throws WireShapeError */
export function parseProjectList(json: unknown): readonly WireProject[] {
  return checkShape('project list', z.looseObject({ projects: z.array(project) }), json).projects;
}
