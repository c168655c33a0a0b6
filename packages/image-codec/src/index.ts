export { decodeImage } from './decode.ts';
export { draftOf } from './draft.ts';
export { encodeDraft } from './encode.ts';
export { type JsonPatchOperation, patchFor } from './patch.ts';
export {
  canFilter,
  encodeListQuery,
  type ImageListQuery,
  type ImageSortKey,
  imageSortKeys,
  type TimeBound,
} from './query.ts';
