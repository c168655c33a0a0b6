export { decodeImage } from './decode.ts';
export { draftOf } from './draft.ts';
export { encodeDraft } from './encode.ts';
export { encodePatch, type JsonPatchOperation } from './patch.ts';
export {
  canFilter,
  encodeListQuery,
  type ImageListQuery,
} from './query.ts';
