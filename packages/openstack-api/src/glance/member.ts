import * as z from 'zod/mini';
import { checkShape, maybeText } from '../wire-shape.ts';

const member = z.looseObject({
  member_id: z.string(),
  image_id: z.string(),
  status: z.string(),
  created_at: maybeText,
  updated_at: maybeText,
});
const list = z.looseObject({ members: z.array(member) });

/** A project with which an image is shared; `status` is pending, accepted or rejected. */
export type WireMember = z.output<typeof member>;

/** Body of `POST /v2/images/{id}/members` and `PUT …/members/{id}`. @throws WireShapeError */
export function parseMember(json: unknown): WireMember {
  return checkShape('member', member, json);
}

/** Body of `GET /v2/images/{id}/members`. @throws WireShapeError */
export function parseMemberList(json: unknown): readonly WireMember[] {
  return checkShape('member list', list, json).members;
}
