import * as z from 'zod/mini';
import { check, maybeText } from '../check.ts';

const project = z.looseObject({
  id: z.string(),
  name: z.string(),
  domain_id: maybeText,
  description: maybeText,
  enabled: z.optional(z.boolean()),
});
const list = z.looseObject({ projects: z.array(project) });

export type WireProject = z.output<typeof project>;

/** Answer of `GET /v3/auth/projects` and `GET /v3/projects`. @throws WireShapeError */
export function parseProjectList(json: unknown): readonly WireProject[] {
  return check('project list', list, json).projects;
}
