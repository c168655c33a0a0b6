import * as z from 'zod/mini';
import { checkShape, maybeText } from '../wire-shape.ts';

const task = z.looseObject({
  id: z.string(),
  type: z.string(),
  status: z.string(),
  message: maybeText,
  image_id: maybeText,
  request_id: maybeText,
  created_at: maybeText,
  updated_at: maybeText,
  expires_at: maybeText,
});
const list = z.looseObject({ tasks: z.array(task) });

/**
 * An import task. `status` is pending, processing, success or failure. While it runs, `message` is like "Copied 3 MiB";
 * after a failure Glance 25.1 sends "Internal Error".
 */
export type WireTask = z.output<typeof task>;

/** Body of `GET /v2/images/{id}/tasks`. @throws WireShapeError */
export function parseTaskList(json: unknown): readonly WireTask[] {
  return checkShape('task list', list, json).tasks;
}
